using System.Globalization;
using EdgeNet.Models;
using EdgeNet.Vision.Patterns;
using EdgeNet.Vision.Pictures;
using EdgeNet.Vision.Reading;
using EdgeNet.VirtualPi.Tests.Machine;
using EdgeNet.VirtualPi.Tests.Station;
using Xunit.Abstractions;

namespace EdgeNet.VirtualPi.Tests;

/// <summary>
/// What the device is for: an envelope lies before the camera, the button is pressed, and what is written on it is told to everybody.
/// </summary>
[Collection(LaboratoryCollection.Name)]
public sealed class SceneTests(Laboratory laboratory, ITestOutputHelper output)
{
    /// <summary>A frame is read as a file is; an event has its probability rounded.</summary>
    private const double Tolerance = 1e-3;

    /// <summary>In kB: a Pi Zero 2 has 512 MB, and a camera that is set up for video takes a part of it.</summary>
    private const int MostMemory = 60_000;

    /// <summary>What vivid carries beside grey: packed luma first and last, and a luma plane before one of chroma or two.</summary>
    private static readonly string[] Formats = ["YUYV", "UYVY", "NV12", "YU12"];

    private static readonly StationConfigFile Config = new(0, Trigger: "button", Frames: 1, MostFrames: 1, HasLamp: true);

    [Fact]
    public async Task Scenes_before_the_camera_are_read_as_from_their_files()
    {
        await using StationRig? rig = await StationRig.MakeAsync(laboratory, "scenes", Config, output);
        if (rig is null)
            return;
        rig.Boot(laboratory.NewDisk(1));
        rig.Start(scene: 0);
        using DigitLine network = DigitLine.LoadEmbedded();
        var reader = new FieldReader(network, digits: null, FieldPattern.Zip);
        var differences = new List<string>();
        // Of each kind a few, or all.
        int step = Laboratory.Times(few: 4, full: 1), told = 0;
        for (int i = 1; i < laboratory.Scenes.Count; i += step)
            await ReadAsync(i, "GREY");
        (int first, int last) = laboratory.PlainScenes;
        foreach (string format in Formats)
        {
            rig.Restart(Config with { Format = format }, scene: 0);
            await ReadAsync(first, format);
            if (last != first)
                await ReadAsync(last, format);
        }

        string memory = rig.Machine.Run("sed -n 's/^VmHWM:[^0-9]*\\([0-9]*\\) kB/\\1/p' /proc/$(reader)/status");
        output.WriteLine($"peak memory of the reader with camera, store, page and broker: {memory} kB");
        Assert.InRange(int.Parse(memory, CultureInfo.InvariantCulture), 1, MostMemory);
        rig.Stop();
        Assert.Equal(0, rig.CheckStore());
        Assert.Equal("000", rig.Machine.Run("lights"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{told - differences.Count} of {told} scenes"));
        Assert.Empty(differences);

        async Task ReadAsync(int i, string format)
        {
            Scene scene = laboratory.Scenes[i];
            DigitReading expected = reader.Read(PictureReader.Device.Read(scene.Path).Frame);
            string? text = expected.IsAccepted ? expected.ToString() : null;
            rig.Machine.Run($"show {i}; press");
            ConsumedReading found = (await rig.Consumer.MoreThanAsync(told++, rig.Machine))[^1];
            if (found.Text != text || (text is not null && Math.Abs(found.Confidence - expected.Confidence) > Tolerance))
                differences.Add($"{scene.Path} in {format}: expected {text ?? "nothing"}, {expected.Confidence}, found {found}");
            (string lights, string fate) = found.Text is null ? ("010", "rejected") : ("100", "read");
            rig.Machine.WaitFor($"[ $(lights) = {lights} ]", $"{scene.Path}: the light for what was {fate}");
        }
    }
}

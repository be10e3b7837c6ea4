using System.Globalization;
using System.Runtime.Versioning;
using EdgeNet.ZipReader.Tests.Programs;
using Xunit.Abstractions;

namespace EdgeNet.ZipReader.Tests.Stations;

/// <summary>
/// What a frame costs in managed memory, on the thread that captures and on the one that reads, with page, store and lines switched on, in
/// steady state: a scene that stays. EDGENET_FRAMES is the number of frames, EDGENET_ZIPREADER a published program.
/// </summary>
[UnsupportedOSPlatform("windows")]
public sealed class FrameMemoryTests(ITestOutputHelper console) : IDisposable
{
    private const string Loop = "edgenet_managed_bytes_total{thread=\"loop\"}";
    private const string Camera = "edgenet_managed_bytes_total{thread=\"camera\"}";

    // Buffers have their sizes by then, and the letter has been told.
    private const int WarmUp = 100;

    // What a lock or a wait allocates the first time that it is needed is not a frame's: one of these parts must be without it.
    private const int Parts = 4;
    private const int MostOnce = 4096;

    private readonly TestFolder _folder = new();
    private readonly int _port = StationProcess.FreePort();
    private readonly int _frames =
        int.TryParse(Environment.GetEnvironmentVariable("EDGENET_FRAMES"), CultureInfo.InvariantCulture, out int frames) ? frames : 300;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_frame_of_a_stream_costs_nothing()
    {
        using StationProcess station = StationProcess.Start(["run", "--config", Config("stdin")]);
        byte[] frame = Scenes.Y4mFrame(Scenes.Envelope);
        await station.Input.WriteAsync(Scenes.Y4mHead(Scenes.Envelope));
        await CheckAsync(station, "Y4M", async count =>
        {
            for (int i = 0; i < count; i++)
                await station.Input.WriteAsync(frame);
            await station.Input.FlushAsync();
        });
        Assert.Equal(0, await station.StopAsync());
    }

    [Fact]
    public async Task A_frame_of_a_recording_that_is_played_again_costs_nothing()
    {
        string recording = Scenes.Record(_folder, "recording", Enumerable.Repeat(Scenes.Envelope, 10));
        using StationProcess station = StationProcess.Start(
            ["replay", recording, "--fast", "--times", "1000000", "--config", Config("stdin")]);
        await CheckAsync(station, "replay", static _ => Task.CompletedTask);
        Assert.Equal(0, await station.StopAsync());
    }

    /// <summary>The Pi's own camera: a program that is called as rpicam-vid is, and gives the envelope without end.</summary>
    [Fact]
    public async Task A_frame_of_the_pis_own_camera_costs_nothing()
    {
        // 640 is a multiple of 64, so rows have no padding; two quarters of colour follow.
        _folder.Write("frame", [.. Scenes.Envelope.Pixels, .. new byte[Scenes.Envelope.Width * Scenes.Envelope.Height / 2]]);
        string program = _folder.WriteText(
            "bin/rpicam-vid", $"#!/bin/sh\ntest $# -gt 10 || exit 9\nwhile cat {_folder.PathOf("frame")}; do :; done\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        string path = $"{_folder.PathOf("bin")}:{Environment.GetEnvironmentVariable("PATH")}";
        using StationProcess station = StationProcess.Start(["run", "--config", Config("rpicam")], ("PATH", path));
        await CheckAsync(station, "rpicam-vid", static _ => Task.CompletedTask);
        Assert.Equal(0, await station.StopAsync());
    }

    /// <summary>
    /// A request costs what the framework's HTTP client takes for it; the thread that reads has nothing of it. One a second is usual.
    /// </summary>
    [Fact]
    public async Task A_snapshot_costs_a_request_and_nothing_where_it_is_read()
    {
        using var camera = new SnapshotCamera(await JpegAsync());
        using StationProcess station = StationProcess.Start(["run", "--config", Config(camera.Address, "interval = \"0 ms\"")]);
        (double loop, double captured) = await MeasureAsync(station, "HTTP snapshot", static _ => Task.CompletedTask);
        Assert.Equal(0, loop);
        Assert.InRange(captured, 1, 16_384);
        Assert.Equal(0, await station.StopAsync());
    }

    /// <summary>The envelope as cameras in the network give it: another station's picture.</summary>
    private async Task<byte[]> JpegAsync()
    {
        using StationProcess station = StationProcess.Start(["run", "--config", Config("stdin")]);
        using var page = new PageClient(_port);
        await page.UntilThereAsync(station);
        _ = await page.GetAsync("/state");
        await station.Input.WriteAsync(Scenes.Y4mHead(Scenes.Envelope));
        await station.Input.WriteAsync(Scenes.Y4mFrame(Scenes.Envelope));
        await station.Input.FlushAsync();
        await UntilFramesAsync(station, page, 1);
        byte[] picture = [];
        await station.UntilAsync(() => (picture = page.TryBytesAsync("/picture.jpg").GetAwaiter().GetResult()).Length > 0, "a picture");
        Assert.Equal(0, await station.StopAsync());
        return picture;
    }

    private async Task CheckAsync(StationProcess station, string source, Func<int, Task> feed) =>
        Assert.Equal((0, 0), await MeasureAsync(station, source, feed));

    /// <returns>Bytes a frame of both threads, of the part that had the least.</returns>
    private async Task<(double Loop, double Camera)> MeasureAsync(StationProcess station, string source, Func<int, Task> feed)
    {
        using var page = new PageClient(_port);
        await page.UntilThereAsync(station);
        (double Frames, double Loop, double Camera) first = await FeedAsync(WarmUp), last = first;
        Assert.True(first is { Loop: > 0, Camera: > 0 }, "Nothing was measured.");
        double loop = double.MaxValue, camera = double.MaxValue;
        for (int part = 0; part < Parts; part++)
        {
            (double Frames, double Loop, double Camera) next = await FeedAsync(_frames / Parts);
            loop = Math.Min(loop, (next.Loop - last.Loop) / (next.Frames - last.Frames));
            camera = Math.Min(camera, (next.Camera - last.Camera) / (next.Frames - last.Frames));
            last = next;
        }

        (double frames, double read, double captured) = (last.Frames - first.Frames, last.Loop - first.Loop, last.Camera - first.Camera);
        string all = FormattableString.Invariant($"{frames} frames: {read} bytes where they are read, {captured} where they are captured");
        console.WriteLine(FormattableString.Invariant($"{source}, {all}; of the best part {loop:0.##} and {camera:0.##} a frame"));
        Assert.InRange(read, 0, MostOnce);
        return (loop, camera);

        async Task<(double Frames, double Loop, double Camera)> FeedAsync(int count)
        {
            double before = await page.MetricAsync("edgenet_frames_total");
            Task feeding = feed(count);
            await UntilFramesAsync(station, page, before + count);
            await feeding;
            return await NowAsync(page);
        }
    }

    private static async Task<(double Frames, double Loop, double Camera)> NowAsync(PageClient page) =>
        (await page.MetricAsync("edgenet_frames_total"), await page.MetricAsync(Loop), await page.MetricAsync(Camera));

    private static Task UntilFramesAsync(StationProcess station, PageClient page, double frames) =>
        station.UntilAsync(
            () => page.MetricAsync("edgenet_frames_total").GetAwaiter().GetResult() >= frames,
            FormattableString.Invariant($"{frames} frames"));

    private string Config(string source, string more = "") => _folder.WriteText(
        "zipreader.toml",
        $"""
        [camera]
        source = "{source}"
        {more}
        [store]
        path = "{_folder.PathOf("events.db")}"
        [page]
        port = {_port}
        """);
}

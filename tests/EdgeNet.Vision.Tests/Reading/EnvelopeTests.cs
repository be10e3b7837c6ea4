using EdgeNet.Models;
using EdgeNet.Tests.Shared;
using EdgeNet.Vision.Pictures;
using EdgeNet.Vision.Reading;
using Xunit.Abstractions;

namespace EdgeNet.Vision.Tests.Reading;

/// <summary>The labelled scenes, read with the trained network at the default threshold.</summary>
public class EnvelopeTests(ITestOutputHelper output)
{
    [Fact]
    public void ScenesAreReadAsOftenAsDemanded()
    {
        if (SharedData.Find("envelopes") is not { } folder)
        {
            output.WriteLine("skipped: ../shared/data/envelopes is absent");
            return;
        }

        using LeNet5? network = LoadOrSkip();
        if (network is null)
            return;
        var reader = new ZipCodeReader(network);
        var right = new Dictionary<string, int> { ["plain"] = 0, ["address"] = 0, ["touching"] = 0, ["hard"] = 0, ["none"] = 0 };
        foreach (string line in File.ReadLines(Path.Combine(folder, "labels.csv")).Skip(1))
        {
            string[] fields = line.Split(',');
            ZipReading reading = reader.Read(PictureFile.Read(Path.Combine(folder, fields[0])).Frame);
            if (reading.ToString() == fields[2])
                right[fields[1]]++;
            else
                output.WriteLine($"{fields[0]}: expected '{fields[2]}', found '{reading}' with confidence {reading.Confidence:F3}");
        }

        output.WriteLine(string.Join(", ", right));
        Assert.True(right["plain"] + right["address"] >= 22);
        Assert.True(right["touching"] >= 9);
        Assert.True(right["hard"] >= 9);
        Assert.Equal(6, right["none"]);
    }

    [Fact]
    public void ReadingScenesAllocatesNothing()
    {
        if (SharedData.Find("envelopes") is not { } folder)
        {
            output.WriteLine("skipped: ../shared/data/envelopes is absent");
            return;
        }

        using LeNet5? network = LoadOrSkip();
        if (network is null)
            return;
        GreyPicture[] pictures = [.. Directory.GetFiles(folder, "*.png").Select(PictureFile.Read)];
        Assert.Equal(0, Allocations.Least(() =>
        {
            var reader = new ZipCodeReader(network);
            reader.Read(pictures[0].Frame);
            return () =>
            {
                foreach (GreyPicture picture in pictures)
                    reader.Read(picture.Frame);
            };
        }));
    }

    private LeNet5? LoadOrSkip()
    {
        if (typeof(LeNet5).Assembly.GetManifestResourceInfo("LeNet5.safetensors") is not null)
            return LeNet5.LoadEmbedded();
        output.WriteLine("skipped: the assembly carries no trained weights");
        return null;
    }
}

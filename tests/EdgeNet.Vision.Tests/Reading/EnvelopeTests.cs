using EdgeNet.Models;
using EdgeNet.Tests.Shared;
using EdgeNet.Vision.Patterns;
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
        if (FolderOrSkip() is not { } folder)
            return;
        using DigitLine network = DigitLine.LoadEmbedded();
        var reader = new FieldReader(network, digits: null, FieldPattern.Zip);
        var right = new Dictionary<string, int> { ["plain"] = 0, ["address"] = 0, ["touching"] = 0, ["hard"] = 0, ["none"] = 0 };
        // Without rejection: the likeliest code, whatever its confidence.
        var likeliest = new Dictionary<string, int>(right);
        int wrong = 0;
        foreach (string line in File.ReadLines(Path.Combine(folder, "labels.csv")).Skip(1))
        {
            string[] fields = line.Split(',');
            DigitReading reading = reader.Read(PictureFile.Read(Path.Combine(folder, fields[0])).Frame);
            likeliest[fields[1]] += reading.ToString() == fields[2] ? 1 : 0;
            string found = reading.IsAccepted ? reading.ToString() : "";
            if (found == fields[2])
            {
                right[fields[1]]++;
                continue;
            }

            wrong += reading.IsAccepted ? 1 : 0;
            output.WriteLine(FormattableString.Invariant(
                $"{fields[0]}: expected '{fields[2]}', found '{found}'; likeliest '{reading}' with confidence {reading.Confidence:F3}"));
        }

        output.WriteLine(FormattableString.Invariant($"{string.Join(", ", right)}; accepted and wrong: {wrong}"));
        output.WriteLine($"without rejection: {string.Join(", ", likeliest)}");
        Assert.True(likeliest["plain"] + likeliest["address"] >= 22);
        Assert.True(likeliest["touching"] >= 11);
        Assert.True(likeliest["hard"] >= 11);
        Assert.True(right["plain"] + right["address"] >= 18);
        Assert.True(right["touching"] >= 9);
        Assert.True(right["hard"] >= 10);
        Assert.Equal(6, right["none"]);
        Assert.Equal(0, wrong);
    }

    [Fact]
    public void ReadingScenesAllocatesNothing()
    {
        if (FolderOrSkip() is not { } folder)
            return;
        using DigitLine network = DigitLine.LoadEmbedded();
        GreyPicture[] pictures = [.. Directory.GetFiles(folder, "*.png").Order(StringComparer.Ordinal).Select(PictureFile.Read)];
        Assert.Equal(0, Allocations.Least(() =>
        {
            var reader = new FieldReader(network, digits: null, FieldPattern.Zip);
            reader.Read(pictures[0].Frame);
            return () =>
            {
                foreach (GreyPicture picture in pictures)
                    reader.Read(picture.Frame);
            };
        }));
    }

    private string? FolderOrSkip()
    {
        string? folder = SharedData.Find("envelopes");
        if (folder is null)
            output.Skip("../shared/data/envelopes is absent");
        return folder;
    }
}

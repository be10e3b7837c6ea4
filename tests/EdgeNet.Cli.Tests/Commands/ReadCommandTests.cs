using System.Text.Json;

namespace EdgeNet.Cli.Tests.Commands;

public sealed class ReadCommandTests
{
    [Fact]
    public void TheSampleIsRead()
    {
        string sample = Samples.Path("envelope.png");
        CommandRun run = CommandRun.Of("read", sample);
        Assert.Equal("", run.Error);
        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith($"{sample}: {Samples.EnvelopeZip} (confidence ", Assert.Single(run.Lines));
    }

    [Fact]
    public void JsonHasTheDocumentedFields()
    {
        string sample = Samples.Path("envelope.png");
        JsonElement reading = JsonDocument.Parse(Assert.Single(CommandRun.Of("read", "--json", sample).Lines)).RootElement;
        Assert.Equal(["file", "zip", "confidence", "digits", "milliseconds"], reading.EnumerateObject().Select(p => p.Name));
        Assert.Equal(sample, reading.GetProperty("file").GetString());
        Assert.Equal(Samples.EnvelopeZip, reading.GetProperty("zip").GetString());
        Assert.InRange(reading.GetProperty("confidence").GetDouble(), 0.5, 1);
        JsonElement[] digits = [.. reading.GetProperty("digits").EnumerateArray()];
        Assert.Equal(Samples.EnvelopeZip, string.Concat(digits.Select(d => d.GetProperty("digit").GetInt32())));
        int right = 0;
        foreach (JsonElement digit in digits)
        {
            Assert.Equal(["digit", "confidence", "box"], digit.EnumerateObject().Select(p => p.Name));
            int[] box = [.. digit.GetProperty("box").EnumerateArray().Select(v => v.GetInt32())];
            Assert.Equal(4, box.Length);
            Assert.True(box[0] + box[2] > right, "digits go from left to right");
            right = box[0] + box[2];
        }
    }

    [Fact]
    public void AThresholdOfOneAcceptsNothingThatIsInDoubt()
    {
        CommandRun run = CommandRun.Of("read", "--threshold", "1", Samples.Path("envelope.png"));
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("no ZIP code", run.Out);
    }

    [Fact]
    public void AlternativesAreToldWhereTheyAreAskedFor()
    {
        string sample = Samples.Path("envelope.png");
        JsonElement reading = JsonDocument.Parse(Assert.Single(CommandRun.Of("read", "--json", "--top", "3", sample).Lines)).RootElement;
        Assert.Equal(["file", "zip", "confidence", "digits", "alternatives", "milliseconds"], reading.EnumerateObject().Select(p => p.Name));
        JsonElement best = reading.GetProperty("alternatives")[0];
        Assert.Equal(Samples.EnvelopeZip, best.GetProperty("text").GetString());
        Assert.Equal(reading.GetProperty("confidence").GetDouble(), best.GetProperty("confidence").GetDouble());
        Assert.StartsWith($"  {Samples.EnvelopeZip} ", CommandRun.Of("read", "--top", "1", sample).Lines[1]);
    }

    [Fact]
    public void ListsAreChecked()
    {
        using var folder = new TestFolder();
        string sample = Samples.Path("envelope.png");
        CommandRun.Of("read", "--list", folder.PathOf("none.txt"), sample).AssertFailed("none.txt: cannot be read");
        CommandRun.Of("read", "--list", folder.WriteText("bad.txt", "1\nx\n"), sample).AssertFailed("bad.txt: line 2: expected a code of 1 to 18 digits, found 'x'");
        CommandRun.Of("read", "--list", folder.WriteText("short.txt", "123\n"), sample).AssertFailed("expected codes that fit the pattern 'zip'");
    }

    [Theory]
    [InlineData]
    [InlineData("--pattern", "letters", "a.png")]
    [InlineData("--pattern", "digits 9-5", "a.png")]
    [InlineData("--pattern", "lines", "--list", "codes.txt", "a.png")]
    [InlineData("--top", "6", "a.png")]
    [InlineData("--threshold", "1.5", "a.png")]
    [InlineData("--threshold", "high", "a.png")]
    public void WrongUsage(params string[] args) => CommandRun.Of(["read", .. args]).AssertWrongUsage();
}

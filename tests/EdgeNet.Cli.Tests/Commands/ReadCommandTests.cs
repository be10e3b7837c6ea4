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

    [Theory]
    [InlineData]
    [InlineData("--threshold", "1.5", "a.png")]
    [InlineData("--threshold", "high", "a.png")]
    public void WrongUsage(params string[] args) => CommandRun.Of(["read", .. args]).AssertWrongUsage();
}

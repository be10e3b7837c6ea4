using EdgeNet.Vision.Pictures;

namespace EdgeNet.Cli.Tests.Commands;

public sealed class DrawCommandTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TheSampleIsWhatTheReadmeSaysItIs()
    {
        string path = _folder.PathOf("envelope.png");
        CommandRun run = CommandRun.Of("draw", "--zip", Samples.EnvelopeZip, "--seed", "1", "--out", path);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains($"ZIP code {Samples.EnvelopeZip}", run.Out);
        GreyPicture drawn = PictureFile.Read(path);
        GreyPicture sample = PictureFile.Read(Samples.Path("envelope.png"));
        Assert.Equal((sample.Width, sample.Height), (drawn.Width, drawn.Height));
        // Sines and logarithms differ in their last bit from machine to machine, and a grey value then by one step.
        for (int i = 0; i < drawn.Pixels.Length; i++) Assert.InRange(drawn.Pixels[i] - sample.Pixels[i], -1, 1);
    }

    [Fact]
    public void WithoutAZipCodeThereIsNone() =>
        Assert.Contains("no ZIP code", CommandRun.Of("draw", "--zip", "", "--out", _folder.PathOf("none.png")).Out);

    [Theory]
    [InlineData("1234")]
    [InlineData("123456")]
    [InlineData("1234x")]
    [InlineData("١٢٣٤٥")]
    public void AnythingButFiveDigitsIsWrongUsage(string zip) =>
        CommandRun.Of("draw", "--zip", zip, "--out", _folder.PathOf("a.png")).AssertWrongUsage("--zip", zip);

    [Fact]
    public void AFolderThatIsNotThereIsNamed() => CommandRun.Of("draw", "--zip", "12345", "--out", "nowhere/a.png").AssertFailed("nowhere");
}

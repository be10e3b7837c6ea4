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

    [Fact]
    public void AProblemIsAFolderOfTwoClassesInTwoParts()
    {
        string folder = _folder.PathOf("pictures");
        string[] command = ["draw", "bongard", "--problem", "inside-outside", "--train", "6", "--test", "4", "--size", "48", "--out", folder];
        CommandRun run = CommandRun.Of(command);
        Assert.Equal(0, run.ExitCode);
        foreach ((string part, int count) in new[] { ("train", 3), ("test", 2) })
            foreach (string name in new[] { "inside", "outside" })
                Assert.Equal(count, Directory.GetFiles(Path.Combine(folder, part, name)).Length);
        GreyPicture picture = PictureFile.Read(Path.Combine(folder, "test", "inside", "000001.png"));
        Assert.Equal((48, 48), (picture.Width, picture.Height));
        Assert.NotEqual(picture.Pixels.ToArray(), PictureFile.Read(Path.Combine(folder, "train", "inside", "000001.png")).Pixels.ToArray());
        CommandRun.Of(command).AssertFailed("pictures", "--out");
    }

    [Theory]
    [InlineData("--problem", "tall-short")]
    [InlineData("--size", "8")]
    public void AProblemThatIsNotKnownIsWrongUsage(string option, string value) =>
        CommandRun.Of(
            ["draw", "bongard", "--out", _folder.PathOf("a"), .. option == "--problem" ? Array.Empty<string>() : ["--problem", "aligned"], option, value])
            .AssertWrongUsage(option, value);
}

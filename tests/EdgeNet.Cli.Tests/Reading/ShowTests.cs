using EdgeNet.Cli.Reading;
using SkiaSharp;

namespace EdgeNet.Cli.Tests.Reading;

public sealed class ShowTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void EachPictureIsDrawn()
    {
        byte[] sample = File.ReadAllBytes(Samples.Path("envelope.png"));
        string one = _folder.Write("one/a.png", sample), two = _folder.Write("two/a.png", sample), show = Path.Combine(_folder.Path, "new", "show");
        CommandRun run = CommandRun.Of("read", "--show", show, one, two, _folder.PathOf("missing.png"));
        Assert.Equal(1, run.ExitCode);
        Assert.Equal(["a.png-2.png", "a.png.png"], Directory.GetFiles(show).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        using SKBitmap drawn = SKBitmap.Decode(Path.Combine(show, "a.png.png"));
        Assert.Contains(drawn.Pixels, p => p.Green > p.Red + 60);
        // Again over what is there.
        Assert.Equal(0, CommandRun.Of("read", "--show", show, one).ExitCode);
    }

    [Fact]
    public void PicturesAreNotWrittenAmongThoseThatAreRead()
    {
        string picture = _folder.Write("a.png", File.ReadAllBytes(Samples.Path("envelope.png")));
        CommandRun.Of("read", "--show", _folder.Path, picture).AssertFailed("expected another folder");
        CommandRun.Of("read", "--show", _folder.Path + "/.", _folder.Path).AssertFailed("expected another folder");
        CommandRun.Of("read", "--show", picture, Samples.Path("envelope.png")).AssertFailed("expected a folder, found the file");
    }

    [Theory]
    [InlineData("a.png", "a.png.png")]
    [InlineData("..", "_..png")]
    [InlineData(".hidden", "_hidden.png")]
    [InlineData("a b:c*\u001b[2J\u202e.png", "a_b_c___2J_.png.png")]
    [InlineData("Umläut 1.png", "Umläut_1.png.png")]
    [InlineData("", "picture.png")]
    public void NamesAreSafe(string picture, string expected)
    {
        var folder = new ShowFolder(_folder.MakeFolder("show"), []);
        Assert.Equal(expected, Path.GetFileName(folder.PathFor(picture)));
        Assert.Equal(100 + 4, Path.GetFileName(folder.PathFor(new string('x', 300))).Length);
    }
}

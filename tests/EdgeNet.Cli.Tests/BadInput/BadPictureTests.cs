using System.Text;
using System.Text.Json;

namespace EdgeNet.Cli.Tests.BadInput;

public sealed class BadPictureTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly string _weights;

    public BadPictureTests() => _weights = _folder.WriteReaderWeights("digitline.safetensors");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Missing() => Read("nowhere.png").AssertFailed("nowhere.png", "no such file");

    [Fact]
    public void Truncated() => Read(_folder.Write("a.png", BadPictures.Truncated())).AssertFailed("a.png", "expected", "found");

    [Fact]
    public void BadCrc() => Read(_folder.Write("a.png", BadPictures.WithBadCrc())).AssertFailed("a.png", "CRC");

    [Fact]
    public void NoPicture() => Read(_folder.WriteText("a.png", "Dear reader")).AssertFailed("a.png", "expected a JPEG, PNG, BMP, WebP, GIF, TIFF or PNM picture, found text");

    [Fact]
    public void EmptyFile() => Read(_folder.Write("a.png", [])).AssertFailed("a.png", "empty file");

    [Fact]
    public void EmptyFolder() => Read(_folder.MakeFolder("empty")).AssertFailed("empty", "found none");

    [Theory]
    [InlineData("a.png")]
    [InlineData("a.pgm")]
    public void AbsurdSizesAreRefusedWithoutAllocating(string name)
    {
        string path = _folder.Write(name, name.EndsWith("png", StringComparison.Ordinal) ? BadPictures.WithAbsurdSize() : Encoding.ASCII.GetBytes("P5 100000 100000 255\n"));
        long before = GC.GetAllocatedBytesForCurrentThread();
        Read(path).AssertFailed(name, "100000x100000");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16 << 20);
    }

    [Fact]
    public void OneBadPictureDoesNotStopTheOthers()
    {
        string good = _folder.Write("good.png", BadPictures.Sound());
        CommandRun run = Read(good, "nowhere.png", good);
        run.AssertFailed("nowhere.png");
        Assert.Equal(2, run.Lines.Length);
        Assert.All(run.Lines, line => Assert.StartsWith($"{good}: no ZIP code", line));
    }

    [Fact]
    public void JsonHasALineForEachPictureAndErrorsBesides()
    {
        string good = _folder.Write("good.png", BadPictures.Sound());
        CommandRun run = Read("--json", "nowhere.png", good);
        run.AssertFailed("nowhere.png");
        Assert.Equal(2, run.Lines.Length);
        JsonElement bad = JsonDocument.Parse(run.Lines[0]).RootElement;
        Assert.Equal(["file", "error"], bad.EnumerateObject().Select(p => p.Name));
        Assert.Equal("nowhere.png", bad.GetProperty("file").GetString());
        JsonElement blank = JsonDocument.Parse(run.Lines[1]).RootElement;
        Assert.Equal(["file", "zip", "confidence", "digits", "milliseconds"], blank.EnumerateObject().Select(p => p.Name));
        Assert.Equal(JsonValueKind.Null, blank.GetProperty("zip").ValueKind);
    }

    private CommandRun Read(params string[] args) => CommandRun.Of(["read", "--weights", _weights, .. args]);
}

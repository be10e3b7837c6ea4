using EdgeNet.Cli.Tests.Networks;

namespace EdgeNet.Cli.Tests.BadInput;

public sealed class BadWeightsTests : IDisposable
{
    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Missing() => Use("nowhere.safetensors").AssertFailed("nowhere.safetensors", "no such file");

    [Fact]
    public void AFolder() => Use(_folder.MakeFolder("weights")).AssertFailed("weights", "folder");

    [Fact]
    public void Truncated()
    {
        string path = _folder.WriteReaderWeights("digitline.safetensors");
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^100]);
        Use(path).AssertFailed("digitline.safetensors", "truncated");
    }

    [Fact]
    public void OfAnotherNetwork() =>
        Use(_folder.WriteWeights("tiny.safetensors", TinyNet.NetworkInfo)).AssertFailed("tiny.safetensors", "DigitLine", "another network");

    [Theory]
    [InlineData(20)]
    [InlineData(5_000)]
    [InlineData(200_000)]
    public void OneBitFlipped(int position)
    {
        string path = _folder.WriteReaderWeights("digitline.safetensors");
        byte[] bytes = File.ReadAllBytes(path);
        bytes[position] ^= 0x10;
        File.WriteAllBytes(path, bytes);
        Use(path).AssertFailed("digitline.safetensors");
    }

    [Fact]
    public void NoneEmbedded() =>
        CommandRun.Of("evaluate", "TinyNet", "--assembly", typeof(TinyNet).Assembly.Location).AssertFailed("TinyNet", "--weights");

    /// <summary>Every command that takes weights must say the same.</summary>
    private CommandRun Use(string weights)
    {
        string picture = _folder.Write("a.png", BadPictures.Sound());
        CommandRun read = CommandRun.Of("read", picture, "--weights", weights);
        CommandRun bench = CommandRun.Of("bench", "DigitLine", "--weights", weights);
        CommandRun evaluate = CommandRun.Of("evaluate", "DigitLine", "--weights", weights);
        Assert.Equal(read.Error, bench.Error);
        Assert.Equal(read.Error, evaluate.Error);
        return read;
    }
}

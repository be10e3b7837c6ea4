namespace EdgeNet.Cli.Tests.BadInput;

public sealed class BadDataTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly string _weights;

    public BadDataTests() => _weights = _folder.WriteWeights("lenet5.safetensors");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void LabelsAndPicturesOfDifferentCounts() => Use(_folder.WriteData(missingLabels: 3)).AssertFailed("197", "200");

    [Fact]
    public void AnEmptyFolder() => Use(_folder.MakeFolder("empty")).AssertFailed("empty", "found none of them");

    [Fact]
    public void NoFolder() => Use("nowhere").AssertFailed("nowhere", "no such folder");

    [Fact]
    public void AFile() => Use(_weights).AssertFailed("expected a folder, found a file");

    [Fact]
    public void ATruncatedFile()
    {
        string data = _folder.WriteData();
        string images = Path.Combine(data, "train-images-idx3-ubyte");
        File.WriteAllBytes(images, File.ReadAllBytes(images)[..1000]);
        Use(data).AssertFailed("train-images-idx3-ubyte");
    }

    [Fact]
    public void AnIdxHeaderThatPromisesTerabytes()
    {
        string data = _folder.WriteData();
        string images = Path.Combine(data, "train-images-idx3-ubyte");
        byte[] bytes = File.ReadAllBytes(images);
        bytes.AsSpan(4, 12).Fill(0x7f);
        File.WriteAllBytes(images, bytes);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Use(data).AssertFailed("train-images-idx3-ubyte");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16 << 20);
    }

    private CommandRun Use(string data)
    {
        CommandRun evaluate = CommandRun.Of("evaluate", "LeNet5", "--data", data, "--weights", _weights);
        CommandRun train = CommandRun.Of("train", "LeNet5", "--data", data, "--out", Path.Combine(_folder.Path, "out.safetensors"));
        Assert.Equal(evaluate.Error, train.Error);
        Assert.Equal(1, train.ExitCode);
        return evaluate;
    }
}

using EdgeNet.Tests.Shared;
using EdgeNet.Training.Data;
using Xunit.Abstractions;

namespace EdgeNet.Training.Tests.Data;

public sealed class MnistFolderTests(ITestOutputHelper output) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("edgenet").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Centres_small_pictures_and_finds_files_zipped_or_not()
    {
        Write("train-images-idx3-ubyte", IdxFileTests.File(8, [2, 2, 2], [1, 2, 3, 4, 5, 6, 7, 255]));
        Write("train-labels-idx1-ubyte.gz", IdxFileTests.Zip(IdxFileTests.File(8, [2], [3, 1])));
        Dataset data = MnistFolder.Read(_folder, [1, 4, 4]);
        Assert.Equal(4, data.Classes.Count);
        Assert.Null(data.Test);
        Assert.Equal([3, 1], data.Train.Labels.ToArray());
        Assert.Equal([0, 0, 0, 0, 0, 1, 2, 0, 0, 3, 4, 0, 0, 0, 0, 0], data.Train.Pixels(0).ToArray());
        float[] image = new float[16];
        data.Train.Read(1, image);
        Assert.Equal(1, image[10]);
        Assert.Equal(5 / 255f, image[5], 1e-7f);
    }

    [Fact]
    public void Labels_and_pictures_of_different_counts_are_refused()
    {
        Write("train-images-idx3-ubyte", IdxFileTests.File(8, [2, 1, 1], [1, 2]));
        Write("train-labels-idx1-ubyte", IdxFileTests.File(8, [3], [0, 1, 0]));
        string message = Assert.Throws<TrainingException>(() => MnistFolder.Read(_folder, [1, 1, 1])).Message;
        Assert.Contains("train-images-idx3-ubyte holds 2 samples, but there are 3 labels", message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_missing_or_of_another_kind_is_named()
    {
        Assert.False(MnistFolder.IsAt(_folder));
        Assert.Contains("train-images-idx3-ubyte", Message(), StringComparison.Ordinal);
        Write("train-images-idx3-ubyte", IdxFileTests.File(8, [2], [1, 2]));
        Write("train-labels-idx1-ubyte", IdxFileTests.File(8, [2], [0, 1]));
        Assert.Contains("expected samples along the first axis, found an array of 2", Message(), StringComparison.Ordinal);
        Write("train-images-idx3-ubyte", IdxFileTests.File(8, [0, 5, 5], []));
        Write("train-labels-idx1-ubyte", IdxFileTests.File(8, [0], []));
        Assert.Contains("holds no samples", Message(), StringComparison.Ordinal);
        Write("train-images-idx3-ubyte", IdxFileTests.File(8, [1, 2, 3, 3], new byte[18]));
        Write("train-labels-idx1-ubyte", IdxFileTests.File(8, [1], [0]));
        Assert.Contains("samples of 2×3×3 do not fit a network whose input is 1×4×4", Message(), StringComparison.Ordinal);
    }

    [Fact]
    public void Large_pictures_are_averaged_with_their_aspect_kept_and_colours_become_luma()
    {
        Write("train-images-idx3-ubyte", IdxFileTests.File(8, [1, 2, 4], [0, 100, 40, 60, 100, 200, 50, 50]));
        Write("train-labels-idx1-ubyte", IdxFileTests.File(8, [1], [0]));
        Assert.Equal([100, 50, 0, 0], MnistFolder.Read(_folder, [1, 2, 2]).Train.Pixels(0).ToArray());
        Assert.Equal(12, MnistFolder.Read(_folder, [3, 2, 2]).Train.ImageLength);
        Assert.Equal([0, 100, 40, 60, 100, 200, 50, 50], MnistFolder.Read(_folder, [8]).Train.Pixels(0).ToArray());
        Write("train-images-idx3-ubyte", IdxFileTests.File(8, [1, 3, 1, 1], [100, 200, 50]));
        Assert.Equal([153], MnistFolder.Read(_folder, [1, 1, 1]).Train.Pixels(0).ToArray());
    }

    [Fact]
    public void Holding_out_splits_without_loss_and_by_seed()
    {
        byte[] pixels = [.. Enumerable.Range(0, 100).Select(i => (byte)i)];
        var data = new Dataset("test", ["a"], new ImageSet([1, 1, 1], pixels, new int[100]));
        Dataset split = data.HoldOut(30, 7);
        Assert.Equal((70, 30), (split.Train.Count, split.Validation!.Count));
        Assert.Equal(pixels, Values(split.Train).Concat(Values(split.Validation)).Order());
        Assert.Equal(Values(split.Validation), Values(data.HoldOut(30, 7).Validation!));
        Assert.NotEqual(Values(split.Validation), Values(data.HoldOut(30, 8).Validation!));
        Assert.Throws<TrainingException>(() => data.HoldOut(100, 1));
        Assert.Throws<TrainingException>(() => split.HoldOut(1, 1));

        static byte[] Values(ImageSet set) => [.. Enumerable.Range(0, set.Count).Select(i => set.Pixels(i)[0])];
    }

    [Fact]
    public void Mnist_itself()
    {
        if (SharedData.Find("mnist") is not { } folder)
        {
            output.Skip("MNIST is not there.");
            return;
        }

        Dataset data = MnistFolder.Read(folder, [1, 32, 32]);
        Assert.Equal((60_000, 10_000, 10), (data.Train.Count, data.Test!.Count, data.Classes.Count));
        Assert.Equal([5, 0, 4, 1, 9], data.Train.Labels[..5].ToArray());
        Assert.Equal([7, 2, 1, 0, 4], data.Test.Labels[..5].ToArray());
    }

    private string Message() => Assert.Throws<TrainingException>(() => MnistFolder.Read(_folder, [1, 4, 4])).Message;

    private void Write(string name, byte[] bytes) => File.WriteAllBytes(Path.Combine(_folder, name), bytes);
}

using EdgeNet.Training.Augmentation;
using EdgeNet.Training.Data;
using EdgeNet.Training.Data.Streaming;

namespace EdgeNet.Training.Tests.Data.Streaming;

/// <summary>Samples that have no room in memory give the same weights, to the last bit, as those that have.</summary>
public sealed class StreamingTests : IDisposable
{
    private static readonly TrainingOptions Training = new()
    {
        Epochs = 2,
        BatchSize = 16,
        ValidationSamples = 30,
        Folds = 0,
        Augmentation = new PictureAugmentation { Shift = 1 },
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("edgenet").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Pictures_that_are_decoded_again_give_the_same_weights(int threads)
    {
        var random = new Random(1);
        for (int i = 0; i < 160; i++)
        {
            byte[] pixels = new byte[28 * 28];
            random.NextBytes(pixels);
            pixels.AsSpan(28 * (i % 10) * 2, 56).Fill(255);
            Write($"{i % 10}/{i}.pgm", [.. "P5 28 28 255\n"u8, .. pixels]);
        }

        Write("3/broken.pgm", "P5 28"u8.ToArray());
        (Dataset kept, Dataset streamed) = Both(TinyNetwork.InputShape);
        Assert.Equal(kept.Signature(), streamed.Signature());
        Assert.Equal(kept.Warnings, streamed.Warnings);
        TrainingOptions options = Training with { Threads = threads };
        Assert.Equal(Weights(kept, options), Weights(streamed, options));
        // In folds, each learner has an order of its own.
        options = options with { ValidationSamples = 0, Folds = 2, Epochs = 1 };
        Assert.Equal(Weights(kept, options), Weights(streamed, options));
    }

    [Theory]
    [InlineData("|u1")]
    [InlineData("<f4")]
    public void Mapped_arrays_of_pictures_give_the_same_weights(string type)
    {
        var random = new Random(2);
        double[] pixels = [.. Enumerable.Range(0, 120 * 30 * 30).Select(i => Math.Round(random.NextDouble() * 255))];
        Write("X_train.npy", ArraysTests.Npy(type, "(120, 30, 30)", false, pixels));
        Write("y_train.npy", ArraysTests.Npy("|u1", "(120,)", false, [.. Enumerable.Range(0, 120).Select(i => (double)(i % 10))]));
        (Dataset kept, Dataset streamed) = Both(TinyNetwork.InputShape);
        Assert.Equal(kept.Signature(), streamed.Signature());
        Assert.Equal(Weights(kept, Training), Weights(streamed, Training));
    }

    [Theory]
    [InlineData("|u1", "(40, 3, 4)")]
    [InlineData(">f8", "(40, 3, 4)")]
    [InlineData("<i2", "(40, 4, 3)")]
    [InlineData("<f4", "(40, 3, 6)")]
    public void Mapped_arrays_of_numbers_are_read_as_they_are_from_memory(string type, string shape)
    {
        int count = shape.Split(',').Select(s => int.Parse(s.Trim(' ', '(', ')'), System.Globalization.CultureInfo.InvariantCulture))
            .Aggregate(1, (p, s) => p * s);
        Write("X_train.npy", ArraysTests.Npy(type, shape, false, [.. Enumerable.Range(0, count).Select(i => (double)(i * 7 % 200))]));
        Write("y_train.npy", ArraysTests.Npy("|u1", "(40,)", false, [.. Enumerable.Range(0, 40).Select(i => (double)(i % 2))]));
        (Dataset kept, Dataset streamed) = Both([3, 4]);
        Assert.Equal(kept.Signature(), streamed.Signature());
        Compare(kept.Train, streamed.Train);
        Compare(kept.Train.Select([5, 3, 39]), streamed.Train.Select([5, 3, 39]));
    }

    [Fact]
    public void Idx_files_are_mapped_too_and_what_is_cut_off_is_told()
    {
        Write("train-images-idx3-ubyte", IdxFileTests.File(8, [3, 2, 2], [.. Enumerable.Range(1, 12).Select(i => (byte)i)]));
        Write("train-labels-idx1-ubyte", IdxFileTests.File(8, [3], [0, 1, 0]));
        (Dataset kept, Dataset streamed) = Both([1, 2, 2]);
        Compare(kept.Train, streamed.Train);
        Write("train-images-idx3-ubyte", IdxFileTests.File(8, [3, 2, 2], [1, 2, 3]));
        string message = Assert.Throws<TrainingException>(() =>
            DatasetFolder.Read(_folder, [1, 2, 2], options: new DatasetOptions { MemoryBudget = 1 })).Message;
        Assert.Contains("expected 12 bytes of elements, the file holds 3", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_gone_ends_training_with_its_name()
    {
        for (int i = 0; i < 40; i++) Write($"{i % 2}/{i}.pgm", [.. "P5 28 28 255\n"u8, .. new byte[28 * 28]]);
        Dataset data = DatasetFolder.Read(_folder, TinyNetwork.InputShape, options: new DatasetOptions { MemoryBudget = 1 });
        Directory.Delete(Path.Combine(_folder, "1"), recursive: true);
        string message = Assert.Throws<TrainingException>(() =>
            new Trainer(TinyNetwork.Graph(), Training with { ValidationSamples = 5 }).Run(data)).Message;
        Assert.EndsWith(".pgm: there is no such file", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Samples_may_be_asked_for_in_any_order_and_twice()
    {
        Write("X_train.npy", ArraysTests.Npy("<f4", "(200, 2)", false, [.. Enumerable.Range(0, 400).Select(i => i + 0.5)]));
        Write("y_train.npy", ArraysTests.Npy("|u1", "(200,)", false, new double[200]));
        ImageSet set = DatasetFolder.Read(_folder, [1, 2], options: new DatasetOptions { MemoryBudget = 1 }).Train;
        using var prefetch = new SamplePrefetch(set, 2);
        int[] order = [.. Enumerable.Range(0, 200).Reverse()];
        float[] sample = new float[2];
        for (int epoch = 0; epoch < 3; epoch++)
        {
            using IDisposable running = prefetch.Begin(order);
            var random = new Random(epoch);
            for (int i = 0; i < 500; i++)
            {
                int index = random.Next(200);
                if (!prefetch.TryTake(index, sample)) set.ReadRaw(index, sample);
                Assert.Equal([2 * index + 0.5f, 2 * index + 1.5f], sample);
            }
        }
    }

    /// <summary>Before an epoch and after it nothing is decoded ahead, and nobody waits for it.</summary>
    [Fact]
    public void Outside_an_epoch_samples_are_read_at_once()
    {
        Write("X_train.npy", ArraysTests.Npy("<f4", "(40, 2)", false, [.. Enumerable.Range(0, 80).Select(i => i + 0.5)]));
        Write("y_train.npy", ArraysTests.Npy("|u1", "(40,)", false, new double[40]));
        ImageSet set = DatasetFolder.Read(_folder, [1, 2], options: new DatasetOptions { MemoryBudget = 1 }).Train;
        using var prefetch = new SamplePrefetch(set, 2);
        float[] sample = new float[2];
        Assert.False(prefetch.TryTake(3, sample));
        using (prefetch.Begin([.. Enumerable.Range(0, 40)])) Assert.True(prefetch.TryTake(0, sample));
        for (int i = 0; i < 40; i++) Assert.False(prefetch.TryTake(i, sample));
    }

    [Fact]
    public void A_rate_is_found_without_samples_in_memory()
    {
        for (int i = 0; i < 40; i++) Write($"{i % 2}/{i}.pgm", [.. "P5 28 28 255\n"u8, .. Enumerable.Repeat((byte)(i * 5), 28 * 28)]);
        (Dataset kept, Dataset streamed) = Both(TinyNetwork.InputShape);
        TrainingOptions options = Training with { ValidationSamples = 5 };
        Assert.Equal(
            new Trainer(TinyNetwork.Graph(), options).FindRate(kept).Chosen, new Trainer(TinyNetwork.Graph(), options).FindRate(streamed).Chosen);
    }

    private static float[] Weights(Dataset data, TrainingOptions options)
    {
        TrainingResult result = new Trainer(TinyNetwork.Graph(), options).Run(data);
        return [.. TinyNetwork.Graph().Parameters().SelectMany(p => result.Weights.GetParameter(p.Name).ToArray())];
    }

    private static void Compare(ImageSet kept, ImageSet streamed)
    {
        Assert.True(streamed.IsStreamed);
        Assert.False(kept.IsStreamed);
        float[] one = new float[kept.ImageLength], other = new float[kept.ImageLength];
        for (int i = 0; i < kept.Count; i++)
        {
            kept.Read(i, one);
            streamed.Read(i, other);
            Assert.Equal(one, other);
        }
    }

    private (Dataset Kept, Dataset Streamed) Both(int[] shape)
    {
        Dataset kept = DatasetFolder.Read(_folder, shape),
            streamed = DatasetFolder.Read(_folder, shape, options: new DatasetOptions { MemoryBudget = 1 });
        Assert.True(streamed.Train.IsStreamed);
        return (kept, streamed);
    }

    private void Write(string name, byte[] content)
    {
        string path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
    }
}

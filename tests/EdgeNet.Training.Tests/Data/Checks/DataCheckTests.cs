using EdgeNet.Training.Data.Checks;

namespace EdgeNet.Training.Tests.Data.Checks;

/// <summary>What a look at a data set finds: counts, sizes, broken files, and copies within and across parts and classes.</summary>
public sealed class DataCheckTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("edgenet").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Pictures_are_counted_and_copies_and_broken_ones_named()
    {
        for (int i = 0; i < 6; i++) Write($"train/cat/{i}.pgm", Picture(i, 0));
        for (int i = 0; i < 2; i++) Write($"train/dog/{i}.pgm", Picture(10 + i, 0));
        Write("test/cat/copy.pgm", Picture(0, 0));
        Write("train/dog/near.pgm", Picture(3, 1));
        Write("test/dog/other.pgm", Picture(77, 0));
        Write("test/dog/flat.pgm", [.. "P5 20 20 255\n"u8, .. Enumerable.Repeat((byte)9, 400)]);
        Write("test/dog/flat2.pgm", [.. "P5 20 20 255\n"u8, .. Enumerable.Repeat((byte)10, 400)]);
        Write("test/cat/broken.pgm", "P5 20 20 255\nshort"u8.ToArray());
        DataReport report = DataCheck.Run(_folder);
        Assert.Equal(["cat", "dog"], report.Classes);
        Assert.Equal(["training", "test"], report.Parts);
        Assert.Equal([6, 3], report.Counts[0]);
        Assert.Equal([2, 3], report.Counts[1]);
        Assert.Equal(2, report.Imbalance);
        Assert.Equal(("20×20", 13), report.Sizes[0]);
        Assert.EndsWith("broken.pgm", Assert.Single(report.Broken).Name, StringComparison.Ordinal);
        // Its name stands beside the reason.
        Assert.DoesNotContain("broken.pgm", report.Broken[0].Reason, StringComparison.Ordinal);
        Assert.Equal("copy.pgm, near.pgm", string.Join(", ", report.Duplicates.Select(d => Path.GetFileName(d.Name)).Order()));
        DuplicateSample exact = report.Duplicates.Single(d => d.IsExact), near = report.Duplicates.Single(d => !d.IsExact);
        Assert.EndsWith("copy.pgm", exact.Name, StringComparison.Ordinal);
        Assert.Equal((true, false), (exact.CrossesParts, exact.CrossesClasses));
        Assert.EndsWith("near.pgm", near.Name, StringComparison.Ordinal);
        Assert.EndsWith("3.pgm", near.Of, StringComparison.Ordinal);
        Assert.Equal((false, true), (near.CrossesParts, near.CrossesClasses));
    }

    [Fact]
    public void Arrays_and_series_are_looked_at_as_they_are()
    {
        Write("X_train.npy", ArraysTests.Npy("|u1", "(3, 2, 2)", false, [1, 2, 3, 4, 9, 9, 9, 9, 1, 2, 3, 4]));
        Write("y_train.npy", ArraysTests.Npy("|u1", "(3,)", false, [0, 1, 0]));
        DataReport report = DataCheck.Run(_folder);
        Assert.Equal(("1×2×2", 3), Assert.Single(report.Sizes));
        Assert.Equal("training sample 2", Assert.Single(report.Duplicates).Name);
        string path = Path.Combine(_folder, "S_TRAIN.tsv");
        File.WriteAllText(path, "1\t1\t2\t3\n2\t4\t5\t6\n2\t1\t2\t3\n");
        report = DataCheck.Run(path);
        Assert.Equal([1, 2], report.Counts[0]);
        Assert.True(Assert.Single(report.Duplicates).CrossesClasses);
        Assert.Contains("none",
            Assert.Throws<TrainingException>(() =>
                DataCheck.Run(Directory.CreateDirectory(Path.Combine(_folder, "empty")).FullName)).Message, StringComparison.Ordinal);
    }

    private static byte[] Picture(int seed, int brighter)
    {
        var random = new Random(seed);
        byte[] coarse = new byte[16];
        random.NextBytes(coarse);
        byte[] pixels = [.. Enumerable.Range(0, 400).Select(i => (byte)Math.Min(255, coarse[i / 100 * 4 + i % 20 / 5] + brighter))];
        return [.. "P5 20 20 255\n"u8, .. pixels];
    }

    private void Write(string name, byte[] content)
    {
        string path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
    }
}

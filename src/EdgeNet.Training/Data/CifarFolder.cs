using EdgeNet.Training.Data.Arrays;
using EdgeNet.Training.Data.Files;
using EdgeNet.Training.Data.Series;
using static System.FormattableString;

namespace EdgeNet.Training.Data;

/// <summary>
/// CIFAR-10 in its binary layout (Krizhevsky, "Learning multiple layers of features from tiny images"): data_batch_1.bin to
/// data_batch_5.bin and test_batch.bin, records of a label and 3×32×32 bytes; batches.meta.txt names the classes.
/// </summary>
internal static class CifarFolder
{
    private const int Side = 32;
    private const int Pixels = 3 * Side * Side;
    private const int Classes = 10;
    private const string Names = "batches.meta.txt";

    /// <summary>The files of each part; empty where they are not there.</summary>
    public static Dictionary<DataPart, string[]> Find(DataFiles files)
    {
        string[] all = [.. files.Files(files.Root).Order(StringComparer.Ordinal)];
        string[] train = [.. all.Where(f => Path.GetFileName(f).StartsWith("data_batch_", StringComparison.Ordinal)
            && f.EndsWith(".bin", StringComparison.Ordinal))];
        string[] test = [.. all.Where(f => Path.GetFileName(f) == "test_batch.bin")];
        if (train.Length == 0) return [];
        return test.Length == 0 ? new() { [DataPart.Train] = train } : new() { [DataPart.Train] = train, [DataPart.Test] = test };
    }

    /// <summary>Reads the files.</summary>
    /// <exception cref="TrainingException">A file is damaged.</exception>
    public static Dataset Read(
        string name, DataFiles files, Dictionary<DataPart, string[]> parts, IReadOnlyList<int> inputShape, DatasetOptions options)
    {
        string meta = files.Join(files.Root, Names);
        string[] classes = files.HasFile(meta) ? [.. TextLines.Of(files, meta).Select(l => l.Text).Take(Classes + 1)] : [];
        if (classes.Length != Classes) classes = [.. Enumerable.Range(0, Classes).Select(c => Invariant($"{c}"))];
        ImageSet train = Part(parts[DataPart.Train]);
        ImageSet? test = parts.TryGetValue(DataPart.Test, out string[]? paths) ? Part(paths) : null;
        return DatasetParts.Complete(name, classes, train, null, test, [], options);

        ImageSet Part(string[] some)
        {
            var pixels = new List<byte[]>();
            var labels = new List<int>();
            foreach (string path in some) Add(files, path, pixels, labels);
            byte[] all = new byte[labels.Count * Pixels];
            for (int i = 0; i < pixels.Count; i++) pixels[i].CopyTo(all, i * Pixels);
            return SampleFitter.Fit(new NumberArray(some[0], [labels.Count, 3, Side, Side]) { Bytes = all }, [.. labels],
                inputShape, options);
        }
    }

    private static void Add(DataFiles files, string path, List<byte[]> pixels, List<int> labels)
    {
        byte[] bytes = [];
        int length;
        try
        {
            length = files.Read(path, ref bytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable.Because(path, e);
        }

        if (length == 0 || length % (Pixels + 1) != 0)
            throw new TrainingException(Invariant($"{path}: expected records of {Pixels + 1} bytes, found {length} bytes."));
        for (int at = 0; at < length; at += Pixels + 1)
        {
            if (bytes[at] >= Classes)
                throw new TrainingException(
                    Invariant($"{path}: record {at / (Pixels + 1)}: expected a class of 0 to {Classes - 1}, found {bytes[at]}."));
            labels.Add(bytes[at]);
            pixels.Add(bytes[(at + 1)..(at + 1 + Pixels)]);
        }
    }
}

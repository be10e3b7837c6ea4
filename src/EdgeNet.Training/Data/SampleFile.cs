using System.Runtime.InteropServices;
using EdgeNet.Training.Data.Arrays;
using EdgeNet.Training.Data.Files;
using EdgeNet.Training.Data.Series;
using EdgeNet.Training.Data.Sounds;

namespace EdgeNet.Training.Data;

/// <summary>
/// Files of numbers that a network is run on: .npy, IDX, .csv, .tsv and .ts, with one sample or many, raw numbers (.bin, .raw) and sounds
/// (.wav).
/// </summary>
public static class SampleFile
{
    /// <summary>Whether a file holds numbers, by its name.</summary>
    /// <param name="path">The file.</param>
    public static bool Is(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return ArraySource.IsTable(path) || RawFile.Is(path) || SoundDecoder.Is(path) || IsTs(path)
            || Path.GetExtension(path).Equals(".npy", StringComparison.OrdinalIgnoreCase)
            || path.EndsWith("ubyte", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".idx", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Reads the samples of a file, each with label 0.</summary>
    /// <param name="path">The file: one sample, or samples along the first axis; of a table, a sample in all rows or one in each.</param>
    /// <param name="inputShape">The network's input shape.</param>
    /// <param name="preparation">The preparation that the weights carry.</param>
    /// <exception cref="TrainingException">The file cannot be read, or does not fit the network.</exception>
    public static ImageSet Read(string path, IReadOnlyList<int> inputShape, InputPreparation preparation)
    {
        ArgumentNullException.ThrowIfNull(preparation);
        var options = new DatasetOptions { Preparation = preparation };
        if (SoundDecoder.Is(path)) return ReadSound(path, inputShape, preparation);
        if (IsTs(path)) return ReadSeries(path, inputShape, options).With(preparation);
        NumberArray array = RawFile.Is(path) ? RawFile.Read(DiskFiles.Any, path, inputShape) : new ArraySource(DiskFiles.Any, path).Read();
        NumberArray one = array with { Dimensions = [1, .. array.Dimensions] };
        long length = inputShape.Aggregate(1L, (product, size) => product * size);
        bool isOne = array.Length == length && array.Dimensions is not [1, ..];
        // A row of a data set has its label before its numbers.
        if (!isOne && preparation.Resize == NumberResize.None && array is { Values: { } values, Dimensions: [var rows, var columns] }
            && ArraySource.IsTable(path) && columns == length + 1)
            array = new NumberArray(path, [rows, (int)length]) { Values = [.. values.Where((_, i) => i % columns != 0)] };
        bool mayResize = preparation.Resize == NumberResize.Stretch;
        ImageSet set = isOne || array.Dimensions.Count < 2
            ? SampleFitter.Fit(one, [0], inputShape, options, mayResize)
            : SampleFitter.Fit(array, new int[array.Dimensions[0]], inputShape, options, mayResize);
        return preparation.Kind == InputKind.Values ? set.With(preparation) : set;
    }

    private static bool IsTs(string path) => Path.GetExtension(path).Equals(".ts", StringComparison.OrdinalIgnoreCase);

    private static ImageSet ReadSeries(string path, IReadOnlyList<int> inputShape, DatasetOptions options)
    {
        SeriesTable table = TsFile.Read(DiskFiles.Any, path);
        return new SeriesFitter(inputShape, options, [table]).Fit(table, new int[table.Samples.Count]);
    }

    private static ImageSet ReadSound(string path, IReadOnlyList<int> inputShape, InputPreparation preparation)
    {
        if (preparation.Kind != InputKind.Sound)
            throw new TrainingException($"{path}: expected what the weights were learnt from, which is no sound.");
        float[] sample = new float[preparation.Length];
        new SoundDecoder(DiskFiles.Any, preparation).Decode(path, MemoryMarshal.AsBytes(sample.AsSpan()));
        return new ImageSet(inputShape, sample, [0]) { Preparation = preparation };
    }
}

using EdgeNet.Training.Data.Arrays;

namespace EdgeNet.Training.Data;

/// <summary>Files of numbers that a network is run on: .npy, IDX, .csv and .tsv, with one sample or many.</summary>
public static class SampleFile
{
    /// <summary>Whether a file holds numbers, by its name.</summary>
    /// <param name="path">The file.</param>
    public static bool Is(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return ArraySource.IsTable(path) || Path.GetExtension(path).Equals(".npy", StringComparison.OrdinalIgnoreCase)
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
        NumberArray array = new ArraySource(path).Read();
        var options = new DatasetOptions { Preparation = preparation };
        NumberArray one = array with { Dimensions = [1, .. array.Dimensions] };
        long length = inputShape.Aggregate(1L, (product, size) => product * size);
        bool isOne = array.Length == length && array.Dimensions is not [1, ..];
        ImageSet set = isOne || array.Dimensions.Count < 2 ? SampleFitter.Fit(one, [0], inputShape, options) : SampleFitter.Fit(array, new int[array.Dimensions[0]], inputShape, options);
        return preparation.Kind == InputKind.Values ? set.With(preparation) : set;
    }
}

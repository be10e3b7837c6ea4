using EdgeNet.Training.Data.Arrays;
using EdgeNet.Vision.Pictures;

namespace EdgeNet.Training.Data;

/// <summary>
/// Loads files of numbers, a sample each: .npy, and .csv or .tsv with a row for each step of a series and a column for each channel.
/// </summary>
internal sealed class NumberLoader(string folder, IReadOnlyList<int> inputShape) : SampleLoader(folder, inputShape)
{
    /// <inheritdoc/>
    public override string What => "samples";

    /// <inheritdoc/>
    public override string FormatNames => ".npy, .csv or .tsv";

    /// <summary>Reads one sample in a network's shape.</summary>
    /// <param name="path">The file.</param>
    /// <param name="inputShape">The network's input shape.</param>
    /// <param name="options">How numbers are prepared.</param>
    /// <exception cref="TrainingException">The file cannot be read, or has another shape.</exception>
    public static ImageSet ReadSample(string path, IReadOnlyList<int> inputShape, DatasetOptions options)
    {
        NumberArray array = new ArraySource(path).Read();
        // The axis of samples that arrays of many have.
        var one = array with { Dimensions = [1, .. array.Dimensions] };
        // A table has a row a step: its columns are channels, as channels are last in it.
        return SampleFitter.Fit(one, [0], inputShape, options);
    }

    /// <inheritdoc/>
    public override void Prepare(IReadOnlyList<string> some)
    {
    }

    /// <inheritdoc/>
    public override ImageSet Load(IReadOnlyList<(string Path, int Label)> files)
    {
        int length = InputShape.Aggregate(1, (product, size) => product * size);
        SampleFitter.CheckLength(Folder, files.Count, InputShape);
        float[] values = new float[files.Count * length];
        var labels = new List<int>(files.Count);
        foreach ((string path, int label) in files)
        {
            try
            {
                ReadSample(path, InputShape, new DatasetOptions()).ReadRaw(0, values.AsSpan(labels.Count * length, length));
                labels.Add(label);
            }
            catch (TrainingException e)
            {
                Fail(path, e.Message);
            }
        }

        float[] read = labels.Count == files.Count ? values : values[..(labels.Count * length)];
        return new ImageSet(InputShape, read, [.. labels]) { Preparation = new InputPreparation(InputKind.Values, InputShape) };
    }

    /// <inheritdoc/>
    protected override bool IsSample(string path, PictureFormat format) =>
        ArraySource.IsTable(path) || Path.GetExtension(path).Equals(".npy", StringComparison.OrdinalIgnoreCase);
}

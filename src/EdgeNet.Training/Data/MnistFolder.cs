using EdgeNet.Training.Data.Arrays;
using EdgeNet.Training.Data.Files;
using static System.FormattableString;

namespace EdgeNet.Training.Data;

/// <summary>
/// A folder in MNIST's layout, under any of the names in which its files are passed around: train-images-idx3-ubyte, train-labels-idx1-ubyte
/// and the same of t10k (which may be missing), with dots for hyphens, with or without .gz, in folders of their own or below MNIST/raw.
/// Fashion-MNIST and others come in the same layout.
/// </summary>
public static class MnistFolder
{
    /// <summary>Whether a folder holds training samples and their labels.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="TrainingException">Several files have the same role.</exception>
    public static bool IsAt(string folder) => ArrayFinder.Find(new DiskFiles(folder)).Count > 0;

    /// <summary>Reads the folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="inputShape">The network's input shape, which the pictures are brought to.</param>
    /// <exception cref="TrainingException">A file is missing or damaged, or labels and pictures do not belong together.</exception>
    public static Dataset Read(string folder, IReadOnlyList<int> inputShape)
    {
        Dictionary<(DataPart, ArrayRole), ArraySource> sources = ArrayFinder.Find(new DiskFiles(folder));
        if (sources.Count == 0)
            throw new TrainingException($"{folder}: expected train-images-idx3-ubyte and train-labels-idx1-ubyte, with or without .gz, found not both.");
        return ArrayFolder.Read(folder, sources, inputShape, new DatasetOptions());
    }

    /// <summary>Reads one pair of files.</summary>
    /// <param name="imagesPath">The pictures: (count, height, width) or (count, channels, height, width).</param>
    /// <param name="labelsPath">The labels: (count).</param>
    /// <param name="inputShape">The network's input shape.</param>
    /// <exception cref="TrainingException">A file is missing or damaged, or the two do not belong together.</exception>
    public static ImageSet ReadPair(string imagesPath, string labelsPath, IReadOnlyList<int> inputShape)
    {
        NumberArray images = NumberArray.Of(IdxFile.Read(imagesPath));
        int[] labels = NumberArray.Of(IdxFile.Read(labelsPath)).ToLabels();
        if (images.Dimensions[0] != labels.Length)
            throw new TrainingException(Invariant($"{labelsPath} holds {labels.Length} labels, but {imagesPath} holds {images.Dimensions[0]} pictures."));
        return SampleFitter.Fit(images, labels, inputShape, new DatasetOptions());
    }
}

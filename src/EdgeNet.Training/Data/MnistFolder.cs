using static System.FormattableString;

namespace EdgeNet.Training.Data;

/// <summary>
/// A folder in MNIST's layout: train-images-idx3-ubyte, train-labels-idx1-ubyte, and the same of t10k (which may be missing),
/// each with or without .gz. Fashion-MNIST and others come in the same layout.
/// </summary>
public static class MnistFolder
{
    private const string TrainImages = "train-images-idx3-ubyte";

    /// <summary>Whether a folder holds the training pictures.</summary>
    /// <param name="folder">The folder.</param>
    public static bool IsAt(string folder) => Find(folder, TrainImages) is not null;

    /// <summary>Reads the folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="inputShape">The network's input shape, which the pictures are brought to.</param>
    /// <exception cref="TrainingException">A file is missing or damaged, or labels and pictures do not belong together.</exception>
    public static Dataset Read(string folder, IReadOnlyList<int> inputShape)
    {
        ImageSet train = ReadPart(folder, TrainImages, "train-labels-idx1-ubyte", inputShape);
        ImageSet? test = Find(folder, "t10k-images-idx3-ubyte") is null
            ? null
            : ReadPart(folder, "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte", inputShape);
        int classes = 1 + Math.Max(Largest(train), test is null ? 0 : Largest(test));
        return new Dataset(folder, [.. Enumerable.Range(0, classes).Select(c => Invariant($"{c}"))], train, test: test);
    }

    /// <summary>Reads one pair of files.</summary>
    /// <param name="imagesPath">The pictures: unsigned bytes, (count, height, width) or (count, channels, height, width).</param>
    /// <param name="labelsPath">The labels: unsigned bytes, (count).</param>
    /// <param name="inputShape">The network's input shape.</param>
    /// <exception cref="TrainingException">A file is missing or damaged, or the two do not belong together.</exception>
    public static ImageSet ReadPair(string imagesPath, string labelsPath, IReadOnlyList<int> inputShape)
    {
        IdxArray images = IdxFile.Read(imagesPath);
        IdxArray labels = IdxFile.Read(labelsPath);
        if (images.Type != IdxType.UInt8 || images.Dimensions.Count is not (3 or 4))
            throw new TrainingException($"{imagesPath}: expected pictures, 3 or 4 axes of UInt8; found {images.Shape} of {images.Type}.");
        if (labels.Type != IdxType.UInt8 || labels.Dimensions.Count != 1)
            throw new TrainingException($"{labelsPath}: expected labels, one axis of UInt8; found {labels.Shape} of {labels.Type}.");
        int count = images.Dimensions[0];
        if (labels.Length != count)
            throw new TrainingException(Invariant($"{labelsPath} holds {labels.Length} labels, but {imagesPath} holds {count} pictures."));
        if (count == 0) throw new TrainingException($"{imagesPath} holds no pictures.");

        int[] shape = [images.Dimensions.Count == 3 ? 1 : images.Dimensions[1], images.Dimensions[^2], images.Dimensions[^1]];
        int length = images.Length / count;
        if (length == 0) throw new TrainingException($"{imagesPath}: expected pictures, found {images.Shape}.");
        var fitter = new ImageFitter(shape, inputShape, imagesPath);
        int fitted = inputShape.Aggregate(1, (product, size) => checked(product * size));
        byte[] pixels = new byte[checked(count * fitted)];
        for (int i = 0; i < count; i++)
            fitter.Fit(images.Bytes.AsSpan(i * length, length), pixels.AsSpan(i * fitted, fitted));
        return new ImageSet(inputShape, pixels, [.. labels.Bytes.Select(b => (int)b)]);
    }

    private static ImageSet ReadPart(string folder, string images, string labels, IReadOnlyList<int> inputShape) => ReadPair(
        Find(folder, images) ?? throw new TrainingException($"{folder}: expected {images} or {images}.gz, found neither."),
        Find(folder, labels) ?? throw new TrainingException($"{folder}: expected {labels} or {labels}.gz, found neither."),
        inputShape);

    private static string? Find(string folder, string name)
    {
        string path = Path.Combine(folder, name);
        return File.Exists(path) ? path : File.Exists(path + ".gz") ? path + ".gz" : null;
    }

    private static int Largest(ImageSet part)
    {
        int largest = 0;
        foreach (int label in part.Labels)
            largest = Math.Max(largest, label);
        return largest;
    }
}

using System.Globalization;
using EdgeNet.Training.Data.Files;
using static System.FormattableString;

namespace EdgeNet.Training.Data;

/// <summary>
/// A folder of pictures (JPEG, PNG, BMP, WebP, GIF, TIFF or PNM), a folder a class: DIR/train/CLASS/…, DIR/val/CLASS/… and DIR/test/CLASS/…
/// (train, training; val, valid, validation; test, testing; in any case), or DIR/CLASS/…, of which a seeded, stratified choice then is the
/// test part. Networks that take numbers read .npy and .csv files in their place, a file a sample. Classes are ordered by name; names that
/// are all numbers are the classes' numbers where they can be (<see cref="ClassNumbers"/>). Hidden files and folders are passed over, and empty folders are no classes.
/// </summary>
/// <remarks>
/// Networks of three channels learn colours. Of grey ones paper is 0: where most pictures have bright borders, all are inverted. Both stand
/// in the data set's preparation.
/// </remarks>
public static class PictureFolder
{
    private const int PaperSamples = 100;

    /// <summary>Reads the folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="inputShape">The network's input shape, which the pictures are brought to.</param>
    /// <param name="seed">Chooses the test part where the folder has none.</param>
    /// <param name="options">How pictures are prepared; null for the usual way.</param>
    /// <returns>The data set; <see cref="Dataset.Warnings"/> names pictures that are damaged or passed over.</returns>
    /// <exception cref="TrainingException">There are no pictures, or more than a tenth of them cannot be read.</exception>
    public static Dataset Read(string folder, IReadOnlyList<int> inputShape, int seed, DatasetOptions? options = null)
    {
        if (!Directory.Exists(folder)) throw new TrainingException($"{folder}: there is no such folder.");
        options ??= new DatasetOptions();
        var loader = SampleLoader.For(new DiskFiles(folder), inputShape, options);
        return Read(folder, loader, ClassTree.Read(loader, options), seed, options);
    }

    /// <summary>Reads files whose parts and classes are known.</summary>
    /// <param name="folder">The data set's name.</param>
    /// <param name="loader">What reads them.</param>
    /// <param name="tree">The files.</param>
    /// <param name="seed">Chooses the test part where there is none.</param>
    /// <param name="options">How samples are prepared.</param>
    /// <exception cref="TrainingException">More than a tenth of them cannot be read.</exception>
    internal static Dataset Read(string folder, SampleLoader loader, ClassTree tree, int seed, DatasetOptions options)
    {
        var parts = new Dictionary<DataPart, List<(string Path, int Label)>>(tree.Files);
        List<(string Path, int Label)> trainFiles = parts[DataPart.Train];
        var warnings = new List<string>(tree.Warnings);
        // Chosen before anything is read, so that a file that cannot be read changes nothing about the others.
        if (!tree.HasParts && trainFiles.Count > 0)
        {
            int[] labels = [.. trainFiles.Select(f => tree.Targets is null ? f.Label : 0)];
            (int[] chosen, int[] others) = DatasetParts.ChooseTest(labels, seed);
            parts[DataPart.Test] = [.. chosen.Select(i => trainFiles[i])];
            trainFiles = [.. others.Select(i => trainFiles[i])];
            if (chosen.Length > 0 && Stratified.Missing(folder, "test", tree.Classes, chosen.Select(i => labels[i]).ToArray(), labels) is { } missing)
                warnings.Add(missing);
        }

        loader.Prepare(Evenly(trainFiles));
        long all = trainFiles.Count + Count(DataPart.Test) + Count(DataPart.Validation);
        ImageSet? test = Load(DataPart.Test), validation = Load(DataPart.Validation);
        ImageSet train = WithTargets(loader.Load(trainFiles, all));
        loader.ThrowIfTooManyFailed((int)all);
        return DatasetParts.Complete(folder, tree.Classes, train, validation, test, [.. loader.Warnings(), .. warnings], options);

        int Count(DataPart part) => parts.TryGetValue(part, out List<(string, int)>? files) ? files.Count : 0;

        ImageSet? Load(DataPart part) => Count(part) > 0 && loader.Load(parts[part], all) is { Count: > 0 } set ? WithTargets(set) : null;

        ImageSet WithTargets(ImageSet set) => tree.Targets is null ? set : set.With(tree.Targets.Select(set.Labels));
    }

    private static List<string> Evenly(List<(string Path, int Label)> files)
    {
        var some = new List<string>();
        for (int i = 0; i < files.Count; i += Math.Max(1, files.Count / PaperSamples)) some.Add(files[i].Path);
        return some;
    }
}

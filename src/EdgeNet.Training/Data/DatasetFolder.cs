using EdgeNet.Training.Data.Arrays;
using EdgeNet.Training.Data.Files;
using EdgeNet.Training.Data.Series;

namespace EdgeNet.Training.Data;

/// <summary>
/// A data set in any layout that training knows: arrays under MNIST's names or others (<see cref="MnistFolder"/>), CIFAR-10's records,
/// folders of classes (<see cref="PictureFolder"/>), samples beside a table of their classes, series of the UCR and UEA archives, or tables
/// of a sample a row; in a folder, in a tar, tar.gz or zip file, or a single file of a set.
/// </summary>
public static class DatasetFolder
{
    /// <summary>Reads the data set.</summary>
    /// <param name="folder">The folder, archive or file.</param>
    /// <param name="inputShape">The network's input shape, which the samples are brought to.</param>
    /// <param name="seed">Chooses the test part where the folder has none.</param>
    /// <param name="options">How samples are prepared; null for the usual way.</param>
    /// <exception cref="TrainingException">The folder is missing or empty, or holds something that cannot be read.</exception>
    public static Dataset Read(string folder, IReadOnlyList<int> inputShape, int seed = 1, DatasetOptions? options = null)
    {
        options ??= new DatasetOptions();
        (DataFiles files, string? one) = Open(folder);
        bool isStreamed = false;
        try
        {
            Dataset data = Read(folder, files, one, inputShape, seed, options);
            isStreamed = data.Train.IsStreamed;
            return files.Warnings.Count == 0 ? data : data.WithWarnings([.. files.Warnings, .. data.Warnings]);
        }
        finally
        {
            if (!isStreamed) files.Dispose();
        }
    }

    /// <summary>Looks at a data set, to fit a network to it.</summary>
    /// <param name="folder">The folder, archive or file.</param>
    /// <param name="inputShape">The network's input shape.</param>
    /// <param name="options">How samples are prepared; null for the usual way.</param>
    /// <exception cref="TrainingException">The folder is missing or empty, or holds something that cannot be read.</exception>
    public static DataForm Examine(string folder, IReadOnlyList<int> inputShape, DatasetOptions? options = null)
    {
        options ??= new DatasetOptions();
        (DataFiles files, string? one) = Open(folder);
        using (files)
        {
            if (FindSeries(files, one, inputShape) is { Count: > 0 } series)
            {
                SeriesTable train = SeriesFolder.ReadTable(files, series[DataPart.Train]);
                return new DataForm([train.Channels, train.Longest], train.HasNumbers ? 1 : train.Classes().Length, AreSeries: true)
                {
                    Outputs = train.HasNumbers ? TargetKind.Numbers : TargetKind.Classes,
                };
            }

            if (FindArrays(files, one) is { Count: > 0 } arrays) return ArrayFolder.Examine(arrays, inputShape);
            if (one is null && CifarFolder.Find(files).Count > 0) return new DataForm(null, 10, AreSeries: false);
            if (one is null && FindClasses(files, inputShape, options) is var (_, tree))
                return new DataForm(null, tree.Classes.Length, AreSeries: false) { Outputs = tree.Targets?.Kind ?? TargetKind.Classes };
            if (TableFolder.Find(files, files.Root, one) is { Count: > 0 } found)
            {
                (int classes, int columns, TargetKind outputs) = TableFolder.Examine(files, found[DataPart.Train], options);
                return new DataForm(inputShape.Count <= 2 ? [1, columns] : null, classes, AreSeries: inputShape.Count <= 2)
                {
                    Outputs = outputs,
                };
            }

            throw NothingFound(folder, files, inputShape, options);
        }
    }

    /// <summary>Opens a folder, an archive, or the folder of a file that belongs to a set.</summary>
    internal static (DataFiles Files, string? One) Open(string path)
    {
        bool isPart = File.Exists(path)
            && (SeriesFolder.IsNamed(path) || ArraySource.IsTable(path)
            || Path.GetExtension(path).Equals(".npz", StringComparison.OrdinalIgnoreCase));
        if (!isPart) return (DataFiles.Open(path), null);
        if (Safety.FileKind.OtherThanRegular(path) is { } other) throw new TrainingException($"{path}: expected a file, found {other}.");
        return (new DiskFiles(Path.GetDirectoryName(path) is { Length: > 0 } folder ? folder : "."), path);
    }

    /// <summary>
    /// The shape that the samples of arrays have by themselves, pictures and volumes with their channels first; null for other data.
    /// </summary>
    /// <param name="path">The folder, archive or file.</param>
    /// <exception cref="TrainingException">The arrays are damaged.</exception>
    internal static IReadOnlyList<int>? OwnShape(string path)
    {
        (DataFiles files, string? one) = Open(path);
        using (files)
        {
            if (one is null && CifarFolder.Find(files).Count > 0) return [3, 32, 32];
            if (FindArrays(files, one) is not { Count: > 0 } arrays) return null;
            return arrays[(DataPart.Train, ArrayRole.Samples)].ReadDimensions().Skip(1).ToArray() switch
            {
                [] => null,
                [var length] => [1, length],
                [var height, var width] => [1, height, width],
                [> 4 and var height, > 4 and var width, (1 or 3) and var channels] => [channels, height, width],
                [1 or 3, _, _] and var picture => picture,
                [_, _, _] and var volume => [1, .. volume],
                var other => other,
            };
        }
    }

    /// <summary>Samples in files of their own, by part and class; null where there are none.</summary>
    internal static (
        SampleLoader Loader, ClassTree Tree)? FindClasses(DataFiles files, IReadOnlyList<int> inputShape, DatasetOptions options)
    {
        var loader = SampleLoader.For(files, inputShape, options);
        if (LabelledFiles.Find(loader, options) is { } labelled) return (loader, labelled);
        return ClassTree.HasClasses(loader) ? (loader, ClassTree.Read(loader, options)) : null;
    }

    private static Dataset Read(
        string folder, DataFiles files, string? one, IReadOnlyList<int> inputShape, int seed, DatasetOptions options)
    {
        if (FindSeries(files, one, inputShape) is { Count: > 0 } series)
            return SeriesFolder.Read(folder, files, series, inputShape, seed, options);
        if (FindArrays(files, one) is { Count: > 0 } arrays) return ArrayFolder.Read(folder, arrays, inputShape, options);
        if (one is null && CifarFolder.Find(files) is { Count: > 0 } cifar)
            return CifarFolder.Read(folder, files, cifar, inputShape, options);
        if (one is null && FindClasses(files, inputShape, options) is var (loader, tree))
            return PictureFolder.Read(folder, loader, tree, seed, options);
        if (TableFolder.Find(files, files.Root, one) is { Count: > 0 } tables)
            return TableFolder.Read(folder, files, tables, inputShape, seed, options);
        throw NothingFound(folder, files, inputShape, options);
    }

    private static Dictionary<DataPart, string> FindSeries(DataFiles files, string? one, IReadOnlyList<int> inputShape) =>
        inputShape.Count <= 2 && (one is null || SeriesFolder.IsNamed(one)) ? SeriesFolder.Find(files, files.Root, one) : [];

    private static Dictionary<(DataPart Part, ArrayRole Role), ArraySource> FindArrays(DataFiles files, string? one) =>
        one is null || one.EndsWith(".npz", StringComparison.OrdinalIgnoreCase) ? ArrayFinder.Find(files, one) : [];

    private static TrainingException NothingFound(string folder, DataFiles files, IReadOnlyList<int> inputShape, DatasetOptions options)
    {
        if (files.Folders(files.Root).Any())
        {
            try
            {
                // Says what was found in place of samples.
                ClassTree.Read(SampleLoader.For(files, inputShape, options), options);
            }
            catch (TrainingException e)
            {
                return e;
            }
        }

        return new TrainingException(
            $"{folder}: expected MNIST's files (train-images-idx3-ubyte, train-labels-idx1-ubyte, with or without .gz), arrays (X_train.npy, "
            + "y_train.npy, or an .npz of them), tables (train.csv), series (NAME_TRAIN.tsv, NAME_TRAIN.ts) or a folder of samples for each class, found none of them.");
    }
}

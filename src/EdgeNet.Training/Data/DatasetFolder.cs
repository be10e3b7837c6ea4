using EdgeNet.Training.Data.Arrays;

namespace EdgeNet.Training.Data;

/// <summary>
/// A folder in any layout that training knows: arrays under MNIST's names or others (<see cref="MnistFolder"/>), folders of classes
/// (<see cref="PictureFolder"/>), or tables of a sample a row.
/// </summary>
public static class DatasetFolder
{
    /// <summary>Reads the folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="inputShape">The network's input shape, which the samples are brought to.</param>
    /// <param name="seed">Chooses the test part where the folder has none.</param>
    /// <param name="options">How samples are prepared; null for the usual way.</param>
    /// <exception cref="TrainingException">The folder is missing or empty, or holds something that cannot be read.</exception>
    public static Dataset Read(string folder, IReadOnlyList<int> inputShape, int seed = 1, DatasetOptions? options = null)
    {
        if (!Directory.Exists(folder)) throw new TrainingException($"{folder}: there is no such folder.");
        if (ArrayFinder.Find(folder) is { Count: > 0 } arrays) return ArrayFolder.Read(folder, arrays, inputShape, options ?? new DatasetOptions());
        if (PictureFolder.IsAt(folder, inputShape)) return PictureFolder.Read(folder, inputShape, seed, options);
        if (TableFolder.Find(folder) is { Count: > 0 } tables) return TableFolder.Read(folder, tables, inputShape, seed, options ?? new DatasetOptions());
        // Says what was found in place of samples.
        if (PictureFolder.ClassFolders(folder).Any()) return PictureFolder.Read(folder, inputShape, seed, options);
        throw new TrainingException(
            $"{folder}: expected MNIST's files (train-images-idx3-ubyte, train-labels-idx1-ubyte, with or without .gz), arrays (X_train.npy, "
            + "y_train.npy, or an .npz of them), tables (train.csv) or a folder of samples for each class, found none of them.");
    }
}

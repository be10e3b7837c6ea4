namespace EdgeNet.Training.Data;

/// <summary>A folder in any layout that training knows: see <see cref="MnistFolder"/> and <see cref="PictureFolder"/>.</summary>
public static class DatasetFolder
{
    /// <summary>Reads the folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="inputShape">The network's input shape, which the pictures are brought to.</param>
    /// <param name="seed">Chooses the test part where the folder has none.</param>
    /// <exception cref="TrainingException">The folder is missing or empty, or holds something that cannot be read.</exception>
    public static Dataset Read(string folder, IReadOnlyList<int> inputShape, int seed = 1)
    {
        if (!Directory.Exists(folder)) throw new TrainingException($"{folder}: there is no such folder.");
        if (MnistFolder.IsAt(folder)) return MnistFolder.Read(folder, inputShape);
        if (PictureFolder.ClassFolders(folder).Any()) return PictureFolder.Read(folder, inputShape, seed);
        throw new TrainingException(
            $"{folder}: expected MNIST's files (train-images-idx3-ubyte, train-labels-idx1-ubyte, with or without .gz) "
            + "or a folder of pictures for each class, found neither.");
    }
}

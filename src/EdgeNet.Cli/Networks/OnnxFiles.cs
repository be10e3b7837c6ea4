using EdgeNet.Onnx;

namespace EdgeNet.Cli.Networks;

/// <summary>ONNX files as networks.</summary>
internal static class OnnxFiles
{
    /// <summary>Imports a file.</summary>
    /// <param name="path">The file, as the user wrote it.</param>
    /// <param name="options">How.</param>
    /// <exception cref="CommandException">There is no such file.</exception>
    /// <exception cref="OnnxImportException">It cannot be imported.</exception>
    public static ImportedNetwork Import(string path, ImportOptions options)
    {
        try
        {
            return OnnxImporter.Import(path, options);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CommandException($"{path}: no such file; expected an ONNX model.");
        }
        catch (UnauthorizedAccessException)
        {
            throw new CommandException($"{path}: permission denied.");
        }
    }

    /// <summary>Whether a network's name is that of an ONNX file.</summary>
    public static bool IsFile(string name) => name.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase);

    /// <summary>A file as a network that the commands handle like a class.</summary>
    /// <param name="path">The file, as the user wrote it.</param>
    /// <param name="shapes">The shapes of inputs that the file leaves open.</param>
    /// <param name="passesQuantization">Whether quantization between layers is passed through.</param>
    /// <exception cref="CommandException">There is no such file.</exception>
    /// <exception cref="OnnxImportException">It cannot be imported.</exception>
    public static NetworkEntry Load(string path, IReadOnlyDictionary<string, int[]> shapes, bool passesQuantization = false)
    {
        ImportedNetwork network = Import(path, new ImportOptions { InputShapes = shapes, PassesQuantization = passesQuantization });
        return new DescribedEntry(network.Description, "EdgeNet.Verified", network.Parameters, network.DataFiles,
            network.HasPassedQuantization);
    }
}

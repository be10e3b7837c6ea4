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

    /// <summary>A file as a network that the commands handle like a class.</summary>
    /// <exception cref="CommandException">There is no such file.</exception>
    /// <exception cref="OnnxImportException">It cannot be imported.</exception>
    public static NetworkEntry Load(string path)
    {
        ImportedNetwork network = Import(path, new ImportOptions());
        return new DescribedEntry(network.Description, "EdgeNet.Verified", network.Parameters);
    }
}

using EdgeNet.Cli.Networks;
using EdgeNet.Compiler.Graph;
using EdgeNet.Onnx;
using EdgeNet.Safety;
using EdgeNet.Training.Transfer;

namespace EdgeNet.Cli.Training.Transfer;

/// <summary>The files that --from takes, and the weights that a network came with.</summary>
internal static class PretrainedFiles
{
    /// <summary>Opens a file.</summary>
    /// <param name="file">The file.</param>
    /// <exception cref="CommandException">There is no such file.</exception>
    /// <exception cref="WeightsException">It is none of those that can be read, or damaged.</exception>
    /// <exception cref="OnnxImportException">It is an ONNX file that cannot be imported.</exception>
    public static PretrainedFile Open(FileInfo file)
    {
        string path = file.ToString();
        try
        {
            if (!OnnxFiles.IsFile(path)) return PretrainedFile.Open(path);
            ImportedNetwork network = OnnxFiles.Import(path, new ImportOptions { PassesQuantization = true });
            return Of(path, network.Graph, network.Parameters);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CommandException($"{path}: no such file; expected weights: a .safetensors, .onnx, .pth or .pt file.");
        }
        catch (UnauthorizedAccessException)
        {
            throw new CommandException(
                $"{path}: {(Directory.Exists(path) ? "a folder; expected weights: a .safetensors, .onnx, .pth or .pt file" : "permission denied")}.");
        }
    }

    /// <summary>The weights of a network as a file of them.</summary>
    /// <param name="name">What to call it.</param>
    /// <param name="graph">The network.</param>
    /// <param name="parameters">Its weights.</param>
    public static PretrainedFile Of(string name, NetworkGraph graph, IParameterSource parameters) => new(
        PlainText.Escape(name),
        [.. graph.Parameters().Select(p =>
            new PretrainedTensor(p.Name, [.. p.Shape.Dimensions], () => parameters.GetParameter(p.Name).ToArray()))]);
}

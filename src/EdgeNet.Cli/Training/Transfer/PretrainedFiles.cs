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
    /// <param name="input">The input of the network that takes its weights, for sizes that an ONNX file leaves open.</param>
    /// <exception cref="CommandException">There is no such file.</exception>
    /// <exception cref="WeightsException">It is none of those that can be read, or damaged.</exception>
    /// <exception cref="OnnxImportException">It is an ONNX file that cannot be imported.</exception>
    public static PretrainedFile Open(FileInfo file, IReadOnlyList<int> input)
    {
        string path = file.ToString();
        try
        {
            if (!OnnxFiles.IsFile(path)) return PretrainedFile.Open(path);
            ImportedNetwork network = OnnxFiles.Import(path, new ImportOptions { PassesQuantization = true, UsualInput = input });
            return Of(path, network.Graph, network.Parameters);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CommandException($"{path}: no such file; expected weights: a .safetensors, .onnx, .pth or .pt file.");
        }
        catch (UnauthorizedAccessException)
        {
            string found = Directory.Exists(path) ? "a folder; expected weights: a .safetensors, .onnx, .pth or .pt file"
                : "permission denied";
            throw new CommandException($"{path}: {found}.");
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

    /// <summary>The weights that came with a network, an ONNX file's or those embedded in a class, as a file of them.</summary>
    /// <param name="network">The network.</param>
    /// <exception cref="CommandException">It has none.</exception>
    public static PretrainedFile OfNetwork(NetworkEntry network)
    {
        if (network.OwnParameters is { } own) return Of(network.Name, network.Graph, own);
        if (!network.HasEmbeddedWeights)
            throw new CommandException($"{network.Name} has no weights of its own to keep; give some with --from.");
        using SafetensorsFile embedded = network.OpenWeights(null);
        // Read now: the resource is closed behind this.
        var copy = network.Graph.Parameters().ToDictionary(
            p => p.Name, p => embedded.GetParameter(p.Name).ToArray(), StringComparer.Ordinal);
        return new PretrainedFile(
            $"{network.Name}'s own weights",
            [.. network.Graph.Parameters().Select(p => new PretrainedTensor(p.Name, [.. p.Shape.Dimensions], () => copy[p.Name]))]);
    }
}

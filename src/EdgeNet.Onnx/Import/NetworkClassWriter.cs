using System.Globalization;
using System.Text;
using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Naming;
using EdgeNet.Description;
using EdgeNet.Onnx.Import.Writing;
using EdgeNet.Safety;

namespace EdgeNet.Onnx;

/// <summary>Writes an imported network as a person would: a class with an attribute a layer, and its weights beside it.</summary>
public static class NetworkClassWriter
{
    /// <summary>The class as a C# file.</summary>
    /// <param name="network">The network.</param>
    /// <param name="targetNamespace">The namespace; empty for none.</param>
    /// <exception cref="ArgumentException">The network's name is no identifier of C#, or the namespace none of identifiers.</exception>
    public static string Write(ImportedNetwork network, string targetNamespace)
    {
        ArgumentNullException.ThrowIfNull(network);
        return Write(network.Description, network.Graph, $"imported from {network.Origin}", targetNamespace, null, Batch(network));
    }

    /// <summary>A network's class as a C# file.</summary>
    /// <param name="description">The network.</param>
    /// <param name="graph">Its graph.</param>
    /// <param name="origin">Where it comes from, behind its shapes: "fitted to GunPoint".</param>
    /// <param name="targetNamespace">The namespace; empty for none.</param>
    /// <param name="weights">The weights' file; null for one of the network's name.</param>
    /// <exception cref="ArgumentException">The network's name is no identifier of C#, or the namespace none of identifiers.</exception>
    public static string Write(NetworkDescription description, NetworkGraph graph, string origin, string targetNamespace, string? weights = null)
    {
        ArgumentNullException.ThrowIfNull(description);
        ArgumentNullException.ThrowIfNull(graph);
        return Write(description, graph, origin, targetNamespace, weights, "");
    }

    private static string Write(
        NetworkDescription description, NetworkGraph graph, string origin, string targetNamespace, string? weights, string remark)
    {
        if (ClassNames.ProblemOfClass(description.Name, targetNamespace ?? "") is { } problem)
            throw new ArgumentException(
                $"Expected the name of a C# class, found '{PlainText.Shorten(description.Name, 80)}', which {problem}.",
                    nameof(description));
        if (!string.IsNullOrEmpty(targetNamespace) && ClassNames.ProblemOfNamespace(targetNamespace) is { } reason)
            throw new ArgumentException($"Expected a C# namespace, found '{PlainText.Shorten(targetNamespace, 80)}', which {reason}.", nameof(targetNamespace));
        var text = new StringBuilder();
        text.Append("using EdgeNet;\n\n");
        if (!string.IsNullOrEmpty(targetNamespace)) text.Append(CultureInfo.InvariantCulture, $"namespace {targetNamespace};\n\n");
        string shapes = $"{Shapes(graph.Inputs)} → {Shapes(graph.Outputs.Select(o => graph[o]))}";
        string file = CSharpText.Comment(weights ?? description.Name + ".safetensors");
        string loading = $"The parameters lie in {file}: {CSharpText.TypeName(description.Name)}.Load(path).";
        text.Append($"/// <summary>{shapes}, {CSharpText.Comment(origin)}.</summary>\n");
        text.Append($"/// <remarks>{loading}{remark}</remarks>\n");
        text.Append(Network(description)).Append('\n');
        foreach (InputDescription input in description.Inputs.Skip(1))
            text.Append(CultureInfo.InvariantCulture, $"[Input({CSharpText.Literal(input.Name)}, {string.Join(", ", input.Shape)})]\n");
        foreach (LayerDescription layer in description.Layers) text.Append(AttributeText.Of(layer)).Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"public sealed partial class {CSharpText.TypeName(description.Name)};\n");
        return text.ToString();
    }

    /// <summary>Writes the class and its weights into a folder: Name.cs and Name.safetensors.</summary>
    /// <param name="network">The network.</param>
    /// <param name="targetNamespace">The namespace; empty for none.</param>
    /// <param name="folder">The folder; made where it is not there.</param>
    /// <returns>The two files.</returns>
    /// <exception cref="WeightsException">A parameter has a value that is no finite number.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static (string Class, string Weights) WriteTo(ImportedNetwork network, string targetNamespace, string folder)
    {
        ArgumentNullException.ThrowIfNull(network);
        string text = Write(network, targetNamespace);
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, network.Description.Name);
        // Both or none.
        OutputFile.Check(path + ".safetensors");
        OutputFile.Check(path + ".cs");
        SafetensorsWriter.Write(path + ".safetensors", network.ParameterInfos, network.Parameters, Fingerprint.Of(network.Graph));
        OutputFile.WriteText(path + ".cs", text);
        return (path + ".cs", path + ".safetensors");
    }

    private static string Network(NetworkDescription description)
    {
        List<string> parts = [.. description.Inputs[0].Shape.Select(s => s.ToString(CultureInfo.InvariantCulture))];
        if (description.Inputs[0].Name != "input") parts.Add($"Input = {CSharpText.Literal(description.Inputs[0].Name)}");
        if (description.Outputs.Count > 0)
            parts.Add($"Outputs = new[] {{ {string.Join(", ", description.Outputs.Select(CSharpText.Literal))} }}");
        if (description.Exact) parts.Add("Exact = true");
        return $"[Network({string.Join(", ", parts)})]";
    }

    private static string Shapes(IEnumerable<Node> nodes) => string.Join(" and ", nodes.Select(n => n.Shape.ToString()));

    private static string Batch(ImportedNetwork network) =>
        network.Samples && network.Inputs[0].Shape[0] > 1
            ? string.Create(CultureInfo.InvariantCulture, $" It computes one sample of the {network.Inputs[0].Shape[0]} that the file takes at once.")
            : "";
}

using System.Globalization;
using System.Text;
using EdgeNet.Compiler.Graph;
using EdgeNet.Description;
using EdgeNet.Onnx.Import.Writing;

namespace EdgeNet.Onnx;

/// <summary>Writes an imported network as a person would: a class with an attribute a layer, and its weights beside it.</summary>
public static class NetworkClassWriter
{
    /// <summary>The class as a C# file.</summary>
    /// <param name="network">The network.</param>
    /// <param name="targetNamespace">The namespace; empty for none.</param>
    public static string Write(ImportedNetwork network, string targetNamespace)
    {
        ArgumentNullException.ThrowIfNull(network);
        NetworkDescription description = network.Description;
        var text = new StringBuilder();
        text.Append("using EdgeNet;\n\n");
        if (!string.IsNullOrEmpty(targetNamespace)) text.Append(CultureInfo.InvariantCulture, $"namespace {targetNamespace};\n\n");
        text.Append(CultureInfo.InvariantCulture, $"/// <summary>{Shapes(network.Graph.Inputs)} → {Shapes(network.Graph.Outputs.Select(o => network.Graph[o]))}, imported from {Escape(network.Origin)}.</summary>\n");
        text.Append(CultureInfo.InvariantCulture, $"/// <remarks>The parameters lie in {description.Name}.safetensors: {description.Name}.Load(path).{Batch(network)}</remarks>\n");
        text.Append(Network(description)).Append('\n');
        foreach (InputDescription input in description.Inputs.Skip(1))
            text.Append(CultureInfo.InvariantCulture, $"[Input({AttributeText.Quote(input.Name)}, {string.Join(", ", input.Shape)})]\n");
        foreach (LayerDescription layer in description.Layers) text.Append(AttributeText.Of(layer)).Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"public sealed partial class {description.Name};\n");
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
        SafetensorsWriter.Write(path + ".safetensors", network.ParameterInfos, network.Parameters, Fingerprint.Of(network.Graph));
        File.WriteAllText(path + ".cs", text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        return (path + ".cs", path + ".safetensors");
    }

    private static string Network(NetworkDescription description)
    {
        List<string> parts = [.. description.Inputs[0].Shape.Select(s => s.ToString(CultureInfo.InvariantCulture))];
        if (description.Inputs[0].Name != "input") parts.Add($"Input = {AttributeText.Quote(description.Inputs[0].Name)}");
        if (description.Outputs.Count > 0) parts.Add($"Outputs = new[] {{ {string.Join(", ", description.Outputs.Select(AttributeText.Quote))} }}");
        return $"[Network({string.Join(", ", parts)})]";
    }

    private static string Shapes(IEnumerable<Node> nodes) => string.Join(" and ", nodes.Select(n => n.Shape.ToString()));

    private static string Batch(ImportedNetwork network) =>
        network.Samples && network.Inputs[0].Shape[0] > 1
            ? string.Create(CultureInfo.InvariantCulture, $" It computes one sample of the {network.Inputs[0].Shape[0]} that the file takes at once.")
            : "";

    private static string Escape(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}

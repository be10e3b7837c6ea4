using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Training.Transfer;

/// <summary>A layer of a network that wants weights.</summary>
internal sealed class WeightedLayer
{
    public WeightedLayer(NetworkGraph graph, Node node, IReadOnlyList<Parameter> parameters)
    {
        Node = node;
        Parameters = parameters;
        HasBias = parameters.Any(p => p.Role == "bias");
        if (!IsWeighted || graph.Outputs.Contains(node.Name)) return;
        Node[] consumers = [.. graph.Consumers(node)];
        if (consumers is [{ Layer: BatchNorm } norm]) NormBehind = norm.Name;
    }

    public Node Node { get; }

    public string Name => Node.Name;

    public IReadOnlyList<Parameter> Parameters { get; }

    public bool IsNorm => Node.Layer is BatchNorm;

    public bool IsWeighted => Node.Layer is Conv or ConvTranspose or Dense;

    public bool HasBias { get; }

    /// <summary>The batch norm that takes this layer's output, and alone does; null for none.</summary>
    public string? NormBehind { get; }

    /// <summary>All layers of a network that want weights, in order.</summary>
    public static List<WeightedLayer> Of(NetworkGraph graph) =>
    [
        .. graph.Nodes.Select(n => (Node: n, Parameters: graph.Parameters(n))).Where(n => n.Parameters.Count > 0)
            .Select(n => new WeightedLayer(graph, n.Node, n.Parameters)),
    ];

    /// <summary>Why a module's tensors are no weights of this layer; null where they are.</summary>
    /// <param name="module">The module.</param>
    /// <param name="takesBias">Whether a bias that this layer lacks can go into the norm behind it.</param>
    public string? Misfit(PretrainedModule module, bool takesBias)
    {
        if (IsNorm != module.IsNorm) return IsNorm ? "is no batch norm in the file" : "is a batch norm in the file";
        foreach (Parameter parameter in Parameters)
        {
            if (module[parameter.Role] is not { } tensor)
            {
                // Norms may lack scale and shift, and layers a bias: they then have the values that make no difference.
                if (parameter.Role == "bias" && (IsWeighted || IsNorm) || parameter.Role == "weight" && IsNorm) continue;
                return $"has no {parameter.Role} in the file";
            }

            if (!PretrainedModule.HasShape(tensor, parameter.Shape))
                return $"{parameter.Role} is {Text(tensor.Shape)} in the file, {parameter.Shape} in the network";
        }

        return IsWeighted && !HasBias && module["bias"] is not null && !takesBias
            ? "has a bias in the file, and none in the network" : null;
    }

    private static string Text(IReadOnlyList<int> shape) => shape.Count == 0 ? "a number" : string.Join('×', shape);
}

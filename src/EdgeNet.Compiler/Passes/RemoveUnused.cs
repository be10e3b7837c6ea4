using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Compiler.Passes;

/// <summary>Drops nodes that no output depends on.</summary>
internal sealed class RemoveUnused : IGraphPass
{
    public string Name => "remove what no output needs";

    public NetworkGraph Apply(NetworkGraph graph)
    {
        var needed = new HashSet<string>(graph.Outputs, StringComparer.Ordinal);
        foreach (Node node in graph.Nodes.Reverse())
            if (needed.Contains(node.Name)) needed.UnionWith(node.Inputs);
        return new(graph.Name, graph.Nodes.Where(n => n.Layer is Input || needed.Contains(n.Name)), graph.Outputs);
    }
}

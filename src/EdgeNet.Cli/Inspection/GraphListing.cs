using EdgeNet.Cli.Networks;
using EdgeNet.Cli.Output;
using EdgeNet.Compiler.Graph;

namespace EdgeNet.Cli.Inspection;

/// <summary>The graph, a row a node, with shapes and costs.</summary>
internal static class GraphListing
{
    public static void Write(NetworkEntry entry, CommandOutput output)
    {
        NetworkGraph graph = entry.Graph;
        var table = new TextTable("layer", "operator", "takes", "gives", ">parameters", ">multiply-adds");
        foreach (Node node in graph.Nodes)
        {
            long parameters = graph.Parameters(node).Sum(p => p.Shape.LongLength);
            long cost = node.Layer.MultiplyAdds(graph.InputShapes(node));
            table.Row(node.Name, $"{node.Layer.Kind} {node.Layer.Settings}".TrimEnd(), string.Join(", ", node.Inputs), node.Shape.ToString(),
                parameters > 0 ? Format.Count(parameters) : "", cost > 0 ? Format.Count(cost) : "");
        }

        output.Write(table);
    }
}

using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Compiler.Planning;

namespace EdgeNet.Compiler.Passes;

/// <summary>
/// Lets a convolution add another tensor to its output in registers, and then apply the activation of the sum. It moves to where the sum
/// was, after the other tensor.
/// </summary>
internal sealed class FuseResidual : IGraphPass
{
    public string Name => "residual sums in the convolution's registers";

    public NetworkGraph Apply(NetworkGraph graph)
    {
        var fused = new Dictionary<string, Node>(StringComparer.Ordinal);
        foreach (Node node in graph.Nodes)
            if (Convolution(graph, node, fused) is { } conv) fused.Add(conv.Name, node);

        var sums = fused.ToDictionary(f => f.Value.Name, f => f.Key, StringComparer.Ordinal);
        var rewriter = new GraphRewriter(graph);
        foreach (Node node in graph.Nodes)
        {
            if (fused.ContainsKey(node.Name)) continue;
            if (sums.TryGetValue(node.Name, out string name))
            {
                Node above = graph[name];
                var conv = (Conv)above.Layer;
                string residual = node.Inputs[0] == name ? node.Inputs[1] : node.Inputs[0];
                rewriter.Add(name, conv with { HasResidual = true, Activation = ((Elementwise)node.Layer).Activation }, [above.Inputs[0], residual], above.Source);
                rewriter.Redirect(node.Name, name);
            }
            else
            {
                rewriter.Keep(node);
            }
        }

        return rewriter.Finish();
    }

    /// <summary>The convolution that may take in a sum: of two the larger, so that what both read is needed no longer than the smaller runs.</summary>
    private static Node? Convolution(NetworkGraph graph, Node node, Dictionary<string, Node> fused)
    {
        if (node.Layer is not Elementwise { Function: ElementwiseFunction.Add or ElementwiseFunction.Sum, Value: null } || node.Inputs.Count != 2) return null;
        if (node.Inputs[0] == node.Inputs[1] || node.Inputs.Any(i => graph[i].Shape != node.Shape)) return null;
        return node.Inputs.Select(i => graph[i]).Where(n => !fused.ContainsKey(n.Name) && Fits(graph, node, n))
            .OrderByDescending(n => n.Layer.MultiplyAdds(graph.InputShapes(n))).FirstOrDefault();
    }

    private static bool Fits(NetworkGraph graph, Node sum, Node node) =>
        node.Layer is Conv { Pool: null, HasResidual: false } conv && conv.Activation == default && graph.IsSoleConsumer(sum, node.Name)
        && !ConvDepthwisePlanner.Fits(conv, graph.InputShapes(node)[0].Channels, isChannelsLast: true)
        && !CostModel.PrefersOutputWidth(graph, node, conv, isChannelsLast: true);
}

using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Compiler.Passes;

/// <summary>
/// max(f(a), f(b)) = f(max(a, b)) for an f that never falls: pooling first leaves the activation fewer elements, and lets the
/// pooling fuse into the layer before.
/// </summary>
internal sealed class PoolBeforeActivation : IGraphPass
{
    public string Name => "max pooling before monotonic activations";

    public NetworkGraph Apply(NetworkGraph graph)
    {
        while (graph.Nodes.FirstOrDefault(n => PoolBehind(graph, n) is not null) is { } activation)
            graph = Swap(graph, activation, PoolBehind(graph, activation)!);
        return graph;
    }

    /// <summary>The pooling that an activation may change places with, or null.</summary>
    private static Node? PoolBehind(NetworkGraph graph, Node node)
    {
        if (node.Layer is not Activate { Function.IsMonotonic: true } || graph.Outputs.Contains(node.Name)) return null;
        Node[] consumers = [.. graph.Consumers(node)];
        return consumers.Length == 1 && consumers[0].Layer is MaxPool ? consumers[0] : null;
    }

    private static NetworkGraph Swap(NetworkGraph graph, Node activation, Node pool)
    {
        var rewriter = new GraphRewriter(graph);
        foreach (Node node in graph.Nodes)
        {
            if (node == activation)
            {
                rewriter.Add(pool.Name, pool.Layer, activation.Inputs, pool.Source);
            }
            else if (node == pool)
            {
                rewriter.Add(activation.Name, activation.Layer, [pool.Name], activation.Source);
                rewriter.Redirect(pool.Name, activation.Name);
            }
            else
            {
                rewriter.Keep(node);
            }
        }

        return rewriter.Finish();
    }
}

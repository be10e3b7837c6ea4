using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Compiler.Passes;

/// <summary>Drops what does nothing in inference: Dropout, the activation None, Flatten of a vector, and 1×1 pooling of stride 1.</summary>
internal sealed class RemoveIdentities : IGraphPass
{
    public string Name => "remove identities";

    public NetworkGraph Apply(NetworkGraph graph)
    {
        var rewriter = new GraphRewriter(graph);
        foreach (Node node in graph.Nodes)
        {
            bool identity = node.Layer switch
            {
                Dropout => true,
                Activate activate => activate.Function.Kind == Activation.None
                    || activate.Function is { Kind: Activation.Clip, Alpha: float.NegativeInfinity, Beta: float.PositiveInfinity },
                Flatten => graph[node.Inputs[0]].Shape.Rank == 1,
                MaxPool pool => IsIdentity(pool.Window),
                AvgPool pool => IsIdentity(pool.Window),
                _ => false,
            };
            if (identity) rewriter.Redirect(node.Name, node.Inputs[0]);
            else rewriter.Keep(node);
        }

        return rewriter.Finish();
    }

    private static bool IsIdentity(Window window) => window.Taps == 1 && !window.HasPadding && window.Stride.All(s => s == 1);
}

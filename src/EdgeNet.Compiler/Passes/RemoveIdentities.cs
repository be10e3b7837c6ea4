using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Compiler.Passes;

/// <summary>
/// Drops what does nothing in inference: Dropout, the activation None, 1×1 pooling of stride 1, joins of one tensor, and moves that
/// leave every element in its place.
/// </summary>
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
                Concat => node.Inputs.Count == 1,
                Elementwise join => node.Inputs.Count == 1 && join.Value is null && join.Activation == default,
                _ => IsIdentity(node.Layer, graph[node.Inputs.Count == 0 ? node.Name : node.Inputs[0]].Shape),
            };
            if (identity) rewriter.Redirect(node.Name, node.Inputs[0]);
            else rewriter.Keep(node);
        }

        return rewriter.Finish();
    }

    private static bool IsIdentity(Layer layer, TensorShape input) => layer switch
    {
        Reshape reshape => reshape.Shape == input,
        Transpose transpose => transpose.Axes.SequenceEqual(Enumerable.Range(0, input.Rank)),
        Slice slice => new TensorShape(slice.Sizes) == input && slice.Steps.All(step => step == 1),
        Pad pad => pad.Begin.Concat(pad.End).All(p => p == 0),
        Resize resize => Enumerable.Range(0, resize.Sizes.Count).All(axis => resize.Indices(axis, input[axis + 1]).SequenceEqual(Enumerable.Range(0, input[axis + 1]))),
        _ => false,
    };

    private static bool IsIdentity(Window window) => window.Taps == 1 && !window.HasPadding && window.Stride.All(s => s == 1);
}

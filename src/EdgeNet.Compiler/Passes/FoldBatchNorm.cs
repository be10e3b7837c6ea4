using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Compiler.Passes;

/// <summary>Folds batch normalisations into the weights of the convolution or dense layer before them.</summary>
internal sealed class FoldBatchNorm : IGraphPass
{
    public string Name => "batch normalisation in the weights";

    public NetworkGraph Apply(NetworkGraph graph)
    {
        var rewriter = new GraphRewriter(graph);
        foreach (Node node in graph.Nodes)
        {
            Layer? folded = node.Layer is BatchNorm norm && graph.IsSoleConsumer(node, node.Inputs[0])
                ? rewriter.Find(node.Inputs[0]).Layer switch
                {
                    Conv { Norm: null } conv => conv with { Norm = new(node.Name, norm.Epsilon) },
                    ConvTranspose { Norm: null } conv => conv with { Norm = new(node.Name, norm.Epsilon) },
                    Dense { Norm: null } dense => dense with { Norm = new(node.Name, norm.Epsilon) },
                    _ => null,
                }
                : null;
            if (folded is null) rewriter.Keep(node);
            else rewriter.Fuse(node.Inputs[0], folded, absorbed: node.Name);
        }

        return rewriter.Finish();
    }
}

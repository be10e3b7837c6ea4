using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Compiler.Passes;

/// <summary>Lets convolutions, dense layers, batch normalisations and joins apply the activation that follows before they store.</summary>
internal sealed class FuseActivation : IGraphPass
{
    public string Name => "activations in registers";

    public NetworkGraph Apply(NetworkGraph graph)
    {
        var rewriter = new GraphRewriter(graph);
        foreach (Node node in graph.Nodes)
        {
            Layer? fused = node.Layer is Activate activate && graph.IsSoleConsumer(node, node.Inputs[0])
                ? rewriter.Find(node.Inputs[0]).Layer switch
                {
                    Conv conv when conv.Activation == default => conv with { Activation = activate.Function },
                    BatchNorm norm when norm.Activation == default => norm with { Activation = activate.Function },
                    Elementwise join when join.Activation == default => join with { Activation = activate.Function },
                    ConvTranspose conv when conv.Activation == default => conv with { Activation = activate.Function },
                    Dense dense when dense.Activation == default => dense with { Activation = activate.Function },
                    _ => null,
                }
                : null;
            if (fused is null) rewriter.Keep(node);
            else rewriter.Fuse(node.Inputs[0], fused, absorbed: node.Name);
        }

        return rewriter.Finish();
    }
}

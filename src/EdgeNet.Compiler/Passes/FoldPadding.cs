using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Compiler.Passes;

/// <summary>Lets a convolution do the padding with zeros that stands before it.</summary>
internal sealed class FoldPadding : IGraphPass
{
    public string Name => "padding in the convolution's window";

    public NetworkGraph Apply(NetworkGraph graph)
    {
        var rewriter = new GraphRewriter(graph);
        foreach (Node node in graph.Nodes)
        {
            if (node.Layer is Conv conv && rewriter.Find(node.Inputs[0]) is { Layer: Pad { Mode: PadMode.Constant, Value: 0 } pad } above && Fits(pad))
            {
                Window window = conv.Window with
                {
                    PadBegin = conv.Window.PadBegin.Select((p, axis) => p + pad.Begin[axis + 1]).ToArray(),
                    PadEnd = conv.Window.PadEnd.Select((p, axis) => p + pad.End[axis + 1]).ToArray(),
                };
                rewriter.Add(node.Name, conv with { Window = window }, above.Inputs, node.Source);
            }
            else
            {
                rewriter.Keep(node);
            }
        }

        return rewriter.Finish();
    }

    private static bool Fits(Pad pad) => pad.Begin[0] == 0 && pad.End[0] == 0 && pad.Begin.Concat(pad.End).All(p => p >= 0);
}

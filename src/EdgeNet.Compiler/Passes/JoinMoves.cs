using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Compiler.Passes;

/// <summary>Makes one of two transposes in a row, and one of two layers in a row that only give another shape.</summary>
internal sealed class JoinMoves : IGraphPass
{
    public string Name => "one move for several in a row";

    public NetworkGraph Apply(NetworkGraph graph)
    {
        var rewriter = new GraphRewriter(graph);
        foreach (Node node in graph.Nodes)
        {
            Node? above = node.Inputs.Count == 1 ? rewriter.Find(node.Inputs[0]) : null;
            switch (node.Layer, above?.Layer)
            {
                case (Transpose second, Transpose first):
                    rewriter.Add(node.Name, new Transpose(second.Axes.Select(axis => first.Axes[axis]).ToArray()), above!.Inputs, node.Source);
                    break;
                case (Reshape or Flatten, Reshape or Flatten):
                    rewriter.Add(node.Name, new Reshape(node.Shape), above!.Inputs, node.Source);
                    break;
                default:
                    rewriter.Keep(node);
                    break;
            }
        }

        return rewriter.Finish();
    }
}

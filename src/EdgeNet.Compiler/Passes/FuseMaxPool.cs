using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Compiler.Passes;

/// <summary>
/// Lets a convolution pool its own output in registers, where the pooling windows neither overlap (it would compute elements
/// twice) nor hang over a border, and are few enough to be registers.
/// </summary>
internal sealed class FuseMaxPool : IGraphPass
{
    /// <summary>More accumulators than this would not stay in registers.</summary>
    private const int MaxTaps = 9;

    public string Name => "max pooling in the convolution's registers";

    public NetworkGraph Apply(NetworkGraph graph)
    {
        var rewriter = new GraphRewriter(graph);
        foreach (Node node in graph.Nodes)
        {
            if (node.Layer is MaxPool pool && Fits(graph[node.Inputs[0]].Shape, pool)
                && graph[node.Inputs[0]] is { Layer: Conv { Pool: null } conv } above && !IsDepthwise(graph, above, conv)
                && graph.Consumers(above).Count() == 1 && !graph.Outputs.Contains(above.Name))
                rewriter.Fuse(above.Name, conv with { Pool = pool.Window }, absorbed: node.Name);
            else
                rewriter.Keep(node);
        }

        return rewriter.Finish();
    }

    /// <summary>Whether each channel has filters of its own; lanes over channels then leave no registers for a pooling.</summary>
    private static bool IsDepthwise(NetworkGraph graph, Node node, Conv conv) =>
        conv.Groups > 1 && conv.Groups == graph.InputShapes(node)[0].Channels;

    private static bool Fits(TensorShape input, MaxPool pool)
    {
        Window window = pool.Window;
        for (int axis = 0; axis < window.Rank; axis++)
        {
            bool overhangs = (window.OutputSize(axis, input[axis + 1], pool.Ceil) - 1) * window.Stride[axis] + window.Kernel[axis] > input[axis + 1];
            if (overhangs || window.Stride[axis] < window.Kernel[axis] || window.Dilation[axis] != 1) return false;
        }

        return !window.HasPadding && window.Taps <= MaxTaps;
    }
}

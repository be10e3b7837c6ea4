using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Compiler.Planning;

/// <summary>
/// Which borders a node's output should have from the outset, so that padded readers need no copy of it. All readers must be able to
/// read rows with gaps between them.
/// </summary>
internal static class BorderPlanner
{
    /// <summary>The border that a node's output, channels last, should have.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="node">The node.</param>
    /// <param name="limits">What Winograd's algorithm may take.</param>
    /// <param name="known">What the nodes behind it need; null of those that read nothing but elements without gaps.</param>
    /// <returns>The border; null where a reader takes only elements without gaps.</returns>
    public static Border? Needed(NetworkGraph graph, Node node, AlgorithmLimits limits, IReadOnlyDictionary<string, Border?> known)
    {
        Border needed = Border.None;
        foreach (Node reader in graph.Consumers(node))
        {
            Border? own = OfReader(graph, node, reader, limits, known);
            if (own is null) return null;
            needed = needed.Union(own);
        }

        return needed;
    }

    /// <summary>The border that a pooling needs around its input.</summary>
    /// <param name="window">The window, over three axes.</param>
    /// <param name="input">The input.</param>
    /// <param name="output">The output.</param>
    /// <param name="fill">What the border holds.</param>
    public static Border OfPool(Window window, Volume input, Volume output, float fill)
    {
        int End(int axis, int size, int outputs) =>
            Math.Max(0, checked((int)((outputs - 1) * window.Stride[axis] + window.Extent(axis) - window.PadBegin[axis] - size)));
        return new(window.PadBegin, new[] { End(0, input.Depth, output.Depth), End(1, input.Height, output.Height), End(2, input.Width, output.Width) }, fill);
    }

    /// <summary>The border that a convolution needs around its input.</summary>
    /// <param name="window">The window, over three axes.</param>
    public static Border OfConvolution(Window window) => new(window.PadBegin, window.PadEnd, 0);

    /// <summary>What one reader needs; null where it reads nothing but elements without gaps.</summary>
    private static Border? OfReader(NetworkGraph graph, Node node, Node reader, AlgorithmLimits limits, IReadOnlyDictionary<string, Border?> known)
    {
        switch (reader.Layer)
        {
            case Conv { HasResidual: true } when reader.Inputs[0] != node.Name:
                return OfOutputInPlace(graph, reader, known);
            case Conv conv:
                Window window = Volume.Of(conv.Window);
                if (ConvDepthwisePlanner.Fits(conv, node.Shape.Channels, isChannelsLast: true)) return OfConvolution(window);
                if (ConvWinogradPlanner.Choose(reader, conv, TensorLayout.ChannelsLast(Volume.Of(node.Shape)), limits) is { } tile)
                    return OfConvolution(ConvWinogradPlanner.Padded(reader, conv, tile, Volume.Of(node.Shape), limits));
                return CostModel.PrefersOutputWidth(graph, reader, conv, isChannelsLast: true) ? Border.None : OfConvolution(window);
            case MaxPool pool:
                return OfPool(Volume.Of(pool.Window), Volume.Of(node.Shape), Volume.Of(reader.Shape), float.NegativeInfinity);
            case AvgPool pool:
                return OfPool(Volume.Of(pool.Window), Volume.Of(node.Shape), Volume.Of(reader.Shape), 0);
            case LpPool pool:
                return OfPool(Volume.Of(pool.Window), Volume.Of(node.Shape), Volume.Of(reader.Shape), 0);
            case Activate or Elementwise or BatchNorm or PRelu when reader.Shape == node.Shape:
                return OfOutputInPlace(graph, reader, known);
            case Dense or Flatten or Reshape or MatMul:
                return null;
            default:
                return Border.None;
        }
    }

    /// <summary>What a reader needs whose output may take the tensor's place: the border for its own readers.</summary>
    private static Border OfOutputInPlace(NetworkGraph graph, Node reader, IReadOnlyDictionary<string, Border?> known) =>
        graph.Outputs.Contains(reader.Name) ? Border.None : known[reader.Name] ?? Border.None;
}

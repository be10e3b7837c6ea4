using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Compiler.Planning.Steps;

namespace EdgeNet.Compiler.Planning;

/// <summary>Plans convolutions: the lane choice, the padded copy, the layouts and the packing.</summary>
internal static class ConvPlanner
{
    public static void Plan(PlanState state, Node node, Conv conv)
    {
        if (CostModel.PrefersWidthLanes(conv, state.Graph.InputShapes(node)[0])) PlanWidthLanes(state, node, conv);
        else PlanChannelLanes(state, node, conv);
    }

    private static void PlanChannelLanes(PlanState state, Node node, Conv conv)
    {
        Window window = Plane.Of(conv.Window);
        Operand input = Pad(state, node, window, state[node.Inputs[0]]);
        TensorLayout layout = input.Layout;
        int groupChannels = layout.Channels / conv.Groups;
        int groupFilters = conv.Filters / conv.Groups;

        var channels = (Loop: new TapLoop("ic", groupChannels, layout.ChannelStride), WeightStride: window.Taps);
        var rows = (Loop: new TapLoop("ky", window.Kernel[0], window.Dilation[0] * layout.RowStride), WeightStride: window.Kernel[1]);
        var columns = (Loop: new TapLoop("kx", window.Kernel[1], window.Dilation[1] * layout.ColumnStride), WeightStride: 1);
        (TapLoop Loop, int WeightStride)[] order = layout.IsInterleaved ? [rows, columns, channels] : [channels, rows, columns];
        TapNest taps = TapNest.Of([.. order.Select(o => o.Loop)]);

        int groupPadded = (groupFilters + VectorWidth.BlockLanes - 1) / VectorWidth.BlockLanes * VectorWidth.BlockLanes;
        int length = checked(groupPadded * taps.Taps);
        int weights = state.Reserve(checked(length * conv.Groups));
        state.Parameters.Add(new(node.Name + ".weight", PackingOrder.ChannelBlocks, weights, length, conv.Groups, groupFilters, taps.Taps,
            order.Select(o => o.Loop.Count).ToArray(), order.Select(o => o.WeightStride).ToArray()));
        int bias = state.Reserve(groupPadded * conv.Groups);
        if (conv.Bias)
            state.Parameters.Add(new(node.Name + ".bias", PackingOrder.ChannelBlocks, bias, groupPadded, conv.Groups, groupFilters, 1, default, default));

        var (_, height, width) = Plane.Of(node.Shape);
        Operand output = state.AllocateOutput(node, TensorLayout.Interleaved(conv.Filters, height, width));
        state.Add(new ConvChannelStep(node.Name, input, output, conv, taps, weights, bias));
        state.Define(node, output);
    }

    private static Operand Pad(PlanState state, Node node, Window window, Operand input)
    {
        if (!window.HasPadding) return input;
        TensorLayout layout = input.Layout;
        int height = layout.Height + window.PadBegin[0] + window.PadEnd[0];
        int width = layout.Width + window.PadBegin[1] + window.PadEnd[1];
        Operand padded = state.Allocate(node.Name + " padded", layout.IsInterleaved
            ? TensorLayout.Interleaved(layout.Channels, height, width) : TensorLayout.Planar(layout.Channels, height, width));
        state.Add(new PadStep(node.Name, input, padded, window.PadBegin[0], window.PadBegin[1], 1, 0));
        return padded;
    }

    private static void PlanWidthLanes(PlanState state, Node node, Conv conv)
    {
        Window window = Plane.Of(conv.Window);
        Window pool = Plane.Of(conv.Pool ?? Plane.Unpooled);
        Operand source = state[node.Inputs[0]];
        var (filters, height, width) = Plane.Of(node.Shape);
        int pitch = WorkspacePlanner.Align(width);

        // Lanes are this many input columns apart.
        int phases = window.Stride[1] * pool.Stride[1];
        int reach = (pool.Kernel[1] - 1) * window.Stride[1] + (window.Kernel[1] - 1) * window.Dilation[1];
        int rows = ((height - 1) * pool.Stride[0] + pool.Kernel[0] - 1) * window.Stride[0] + (window.Kernel[0] - 1) * window.Dilation[0] + 1;
        Operand prepared = Prepare(state, node, source, window, rows, width, reach, phases, 0);

        int taps = window.Taps * (source.Layout.Channels / conv.Groups);
        int weights = state.Reserve(checked(filters * taps));
        state.Parameters.Add(new(node.Name + ".weight", PackingOrder.Scalars, weights, filters * taps, 1, filters, taps, default, default));
        int bias = state.Reserve(filters);
        if (conv.Bias) state.Parameters.Add(new(node.Name + ".bias", PackingOrder.Scalars, bias, filters, 1, filters, 1, default, default));

        // Whole vectors are stored where every reader skips what lies between the rows.
        bool pitched = !state.Graph.Outputs.Contains(node.Name) && state.Graph.Consumers(node).All(c => c.Layer is Conv or MaxPool or AvgPool);
        TensorLayout image = TensorLayout.Planar(filters, height, width, pitched ? pitch : width);
        Operand output = pitched
            ? state.Allocate(node.Name, TensorLayout.Planar(filters, height, pitch)) with { Layout = image }
            : state.AllocateOutput(node, image);
        state.Add(new ConvWidthStep(node.Name, prepared, output, conv, source.Layout.Channels / conv.Groups, phases, weights, bias));
        state.Define(node, output);
    }

    /// <summary>
    /// Prepares an image for lanes over columns: padded, and dealt out to phases of which phase p holds the columns p, p + phases, …,
    /// so that lanes read neighbours. Rows have room for whole vectors of any width.
    /// </summary>
    /// <param name="state">The plan.</param>
    /// <param name="node">The node that needs it.</param>
    /// <param name="source">The image.</param>
    /// <param name="window">The window, for its leading padding.</param>
    /// <param name="rows">Padded rows that the node reads.</param>
    /// <param name="outputs">Output columns.</param>
    /// <param name="reach">Padded columns from a lane's first tap to its last.</param>
    /// <param name="phases">Padded columns between neighbouring lanes.</param>
    /// <param name="fill">What the borders hold.</param>
    internal static Operand Prepare(
        PlanState state, Node node, Operand source, Window window, int rows, int outputs, int reach, int phases, float fill)
    {
        int phaseWidth = WorkspacePlanner.Align(outputs) + reach / phases;
        int rowStride = checked(phases * phaseWidth), channels = source.Layout.Channels;
        Operand buffer = state.Allocate(node.Name + " prepared", TensorLayout.Planar(channels, rows, rowStride));
        Operand prepared = buffer with { Layout = new(channels, rows, phaseWidth, checked(rows * rowStride), rowStride, 1) };
        state.Add(new PadStep(node.Name, source, prepared, window.PadBegin[0], window.PadBegin[1], phases, fill));
        return prepared;
    }
}

using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Compiler.Planning.Steps;

namespace EdgeNet.Compiler.Planning;

/// <summary>Plans convolutions: the lane choice, the padded copy, the layouts and the packing.</summary>
internal static class ConvPlanner
{
    public static void Plan(PlanState state, Node node, Conv conv)
    {
        if (ConvDepthwisePlanner.Fits(state, node, conv)) ConvDepthwisePlanner.Plan(state, node, conv);
        else if (ConvWinogradPlanner.Choose(node, conv, state[node.Inputs[0]].Layout, state.Limits) is { } tile) ConvWinogradPlanner.Plan(state, node, conv, tile);
        else if (!conv.HasResidual && CostModel.PrefersOutputWidth(state.Graph, node, conv, LayoutPlanner.IsChannelsLast(state[node.Inputs[0]])))
        {
            if (ConvWinogradWidthPlanner.Choose(node, conv, state[node.Inputs[0]].Layout, state.Limits) is { } columns) ConvWinogradWidthPlanner.Plan(state, node, conv, columns);
            else PlanOverWidth(state, node, conv);
        }
        else PlanChannelLanes(state, node, conv);
    }

    private static void PlanChannelLanes(PlanState state, Node node, Conv conv)
    {
        Window window = Volume.Of(conv.Window);
        Operand input = Pad(state, node, window, state[node.Inputs[0]]);
        TensorLayout layout = input.Layout;
        int groupFilters = conv.Filters / conv.Groups;
        var order = TapOrder(layout, window, conv.Groups);
        TapNest taps = TapNest.Of([.. order.Select(o => o.Loop)]);

        int groupPadded = (groupFilters + VectorWidth.BlockLanes - 1) / VectorWidth.BlockLanes * VectorWidth.BlockLanes;
        int length = checked(groupPadded * taps.Taps);
        int weights = state.Reserve(checked(length * conv.Groups));
        state.PackWeights(new(node.Name + ".weight", PackingOrder.ChannelBlocks, weights, length, conv.Groups, groupFilters, taps.Taps,
            order.Select(o => o.Loop.Count).ToArray(), order.Select(o => o.WeightStride).ToArray()), conv.Norm);
        int bias = state.Reserve(groupPadded * conv.Groups);
        state.PackBias(node, conv.Bias, new(null, PackingOrder.ChannelBlocks, bias, groupPadded, conv.Groups, groupFilters, 1, default, default), conv.Norm);

        Operand? residual = ResidualPlanner.Residual(state, node, conv);
        Operand output = ResidualPlanner.Output(state, node, input, residual, storesOnce: true);
        var direct = new ConvChannelStep(node.Name, residual is null ? new[] { input } : new[] { input, residual }, output, conv, conv.Filters, conv.Groups, window.Stride,
            Volume.Of(conv.Pool ?? Volume.Unpooled), conv.Activation, taps, weights, bias);
        state.Add(ConvStrassenPlanner.Choose(state, node, conv, direct));
        state.Define(node, output);
    }

    /// <summary>The taps of an output channel, outermost first, and the distance of each in the filters as PyTorch lays them out.</summary>
    /// <param name="layout">Where the convolution's input lies.</param>
    /// <param name="window">The window, over three axes.</param>
    /// <param name="groups">Groups of channels.</param>
    internal static (TapLoop Loop, int WeightStride)[] TapOrder(TensorLayout layout, Window window, int groups)
    {
        var channels = (Loop: new TapLoop("ic", layout.Channels / groups, layout.ChannelStride), WeightStride: window.Taps);
        var slices = (Loop: new TapLoop("kz", window.Kernel[0], window.Dilation[0] * layout.DepthStride), WeightStride: window.Kernel[1] * window.Kernel[2]);
        var rows = (Loop: new TapLoop("ky", window.Kernel[1], window.Dilation[1] * layout.RowStride), WeightStride: window.Kernel[2]);
        var columns = (Loop: new TapLoop("kx", window.Kernel[2], window.Dilation[2] * layout.ColumnStride), WeightStride: 1);
        return layout.IsChannelsLast ? [slices, rows, columns, channels] : [channels, slices, rows, columns];
    }

    /// <summary>The volume with the borders of a window, in its own order of elements unless another is given.</summary>
    internal static Operand Pad(PlanState state, Node node, Window window, Operand input, Func<Volume, TensorLayout>? order = null)
    {
        if (!window.HasPadding) return input;
        if (state.Around(input, BorderPlanner.OfConvolution(window)) is { } around) return around;
        TensorLayout layout = input.Layout;
        order ??= layout.IsChannelsLast ? TensorLayout.ChannelsLast : volume => TensorLayout.ChannelsFirst(volume);
        int Padded(int axis, int size) => checked(size + window.PadBegin[axis] + window.PadEnd[axis]);
        var volume = new Volume(layout.Channels, Padded(0, layout.Depth), Padded(1, layout.Height), Padded(2, layout.Width));
        Operand padded = state.Allocate(node.Name + " padded", order(volume));
        state.Add(new PadStep(node.Name, input, padded, window.PadBegin, 1, 0));
        return padded;
    }

    private static void PlanOverWidth(PlanState state, Node node, Conv conv)
    {
        Window window = Volume.Of(conv.Window);
        Window pool = Volume.Of(conv.Pool ?? Volume.Unpooled);
        Operand source = state[node.Inputs[0]];
        Volume volume = Volume.Of(node.Shape);
        int filters = volume.Channels, width = volume.Width;

        // Lanes are this many input columns apart.
        int phases = window.Stride[2] * pool.Stride[2];
        int reach = (pool.Kernel[2] - 1) * window.Stride[2] + (window.Kernel[2] - 1) * window.Dilation[2];
        int Reached(int axis, int outputs) =>
            ((outputs - 1) * pool.Stride[axis] + pool.Kernel[axis] - 1) * window.Stride[axis] + (window.Kernel[axis] - 1) * window.Dilation[axis] + 1;
        Operand prepared = Prepare(state, node, source, window, Reached(0, volume.Depth), Reached(1, volume.Height), width, reach, phases, 0);

        int taps = window.Taps * (source.Layout.Channels / conv.Groups);
        int weights = state.Reserve(checked(filters * taps));
        state.PackWeights(new(node.Name + ".weight", PackingOrder.Scalars, weights, filters * taps, 1, filters, taps, default, default), conv.Norm);
        int bias = state.Reserve(filters);
        state.PackBias(node, conv.Bias, new(null, PackingOrder.Scalars, bias, filters, 1, filters, 1, default, default), conv.Norm);

        Operand output = WidthOutput(state, node);
        state.Add(new ConvWidthStep(node.Name, prepared, output, conv, source.Layout.Channels / conv.Groups, phases, weights, bias));
        state.Define(node, output);
    }

    /// <summary>The output of a convolution vectorized over output width.</summary>
    /// <param name="state">The plan.</param>
    /// <param name="node">The convolution's node.</param>
    internal static Operand WidthOutput(PlanState state, Node node)
    {
        Volume volume = Volume.Of(node.Shape);
        int pitch = WorkspacePlanner.Align(volume.Width);
        // Whole vectors are stored where every reader skips what lies between the rows.
        bool pitched = !state.Graph.Outputs.Contains(node.Name) && state.Graph.Consumers(node).All(c => c.Layer is Conv or MaxPool or AvgPool);
        TensorLayout image = TensorLayout.ChannelsFirst(volume, pitched ? pitch : volume.Width);
        return pitched
            ? state.Allocate(node.Name, TensorLayout.ChannelsFirst(volume with { Width = pitch })) with { Layout = image }
            : state.AllocateOutput(node, image);
    }

    /// <summary>
    /// Prepares an image for vectors over output width: padded, and de-interleaved by stride into phases, of which phase p holds the columns p, p + phases, …,
    /// so that lanes read neighbours. Rows have room for whole vectors of any width.
    /// </summary>
    /// <param name="state">The plan.</param>
    /// <param name="node">The node that needs it.</param>
    /// <param name="source">The image.</param>
    /// <param name="window">The window, for its leading padding.</param>
    /// <param name="slices">Padded slices that the node reads.</param>
    /// <param name="rows">Padded rows that the node reads.</param>
    /// <param name="outputs">Output columns.</param>
    /// <param name="reach">Padded columns from a lane's first tap to its last.</param>
    /// <param name="phases">Padded columns between neighbouring lanes.</param>
    /// <param name="fill">What the borders hold.</param>
    internal static Operand Prepare(
        PlanState state, Node node, Operand source, Window window, int slices, int rows, int outputs, int reach, int phases, float fill)
    {
        int phaseWidth = WorkspacePlanner.Align(outputs) + reach / phases;
        int rowStride = checked(phases * phaseWidth);
        var phase = new Volume(source.Layout.Channels, slices, rows, phaseWidth);
        Operand buffer = state.Allocate(node.Name + " prepared", TensorLayout.ChannelsFirst(phase with { Width = rowStride }));
        Operand prepared = buffer with { Layout = TensorLayout.ChannelsFirst(phase, rowStride) };
        state.Add(new PadStep(node.Name, source, prepared, window.PadBegin, phases, fill));
        return prepared;
    }
}

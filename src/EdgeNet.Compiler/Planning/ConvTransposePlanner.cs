using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Compiler.Planning.Steps;

namespace EdgeNet.Compiler.Planning;

/// <summary>Plans transposed convolutions: one ordinary convolution for each phase of the strides, which writes every so many outputs.</summary>
internal static class ConvTransposePlanner
{
    public static void Plan(PlanState state, Node node, ConvTranspose conv)
    {
        Window window = Volume.Of(conv.Window);
        Volume volume = Volume.Of(node.Shape);
        int[] sizes = [volume.Depth, volume.Height, volume.Width];
        IReadOnlyList<TransposedPhase>[] axes =
            [.. sizes.Select((size, axis) => TransposedPhase.Of(window.Kernel[axis], window.Stride[axis], window.PadBegin[axis], window.Dilation[axis], size))];

        Operand source = state[node.Inputs[0]];
        int[] begin = [.. axes.Select(phases => phases.Max(p => p.Taps == 0 ? 0 : Math.Max(0, -p.LowestInput)))];
        Operand input = Pad(state, node, source, axes, begin);
        int groupFilters = conv.Filters / conv.Groups, padded = WorkspacePlanner.Align(groupFilters);
        int bias = state.Reserve(checked(padded * conv.Groups));
        state.PackBias(node, conv.Bias, new(null, PackingOrder.ChannelBlocks, bias, padded, conv.Groups, groupFilters, 1, default, default), conv.Norm);

        Operand output = state.AllocateOutput(node, TensorLayout.ChannelsLast(volume));
        foreach (TransposedPhase z in axes[0])
            foreach (TransposedPhase y in axes[1])
                foreach (TransposedPhase x in axes[2])
                    PlanPhase(state, node, conv, window, [z, y, x], begin, input, output, bias);
        state.Define(node, output);
    }

    private static void PlanPhase(
        PlanState state, Node node, ConvTranspose conv, Window window, TransposedPhase[] phases, int[] begin, Operand input, Operand output, int bias)
    {
        TensorLayout layout = input.Layout;
        int groupChannels = layout.Channels / conv.Groups, groupFilters = conv.Filters / conv.Groups;
        int[] strides = [layout.DepthStride, layout.RowStride, layout.ColumnStride];
        int[] kernelStrides = [window.Kernel[1] * window.Kernel[2], window.Kernel[2], 1];
        string[] names = ["kz", "ky", "kx"];
        var kernel = phases.Select((p, axis) =>
            (Loop: new TapLoop(names[axis], p.Taps, -p.InputStep * strides[axis]), WeightStride: p.TapStep * kernelStrides[axis])).ToArray();
        var channels = (Loop: new TapLoop("ic", groupChannels, layout.ChannelStride), WeightStride: groupFilters * window.Taps);
        (TapLoop Loop, int WeightStride)[] order = layout.IsChannelsLast ? [.. kernel, channels] : [channels, .. kernel];
        TapNest taps = TapNest.Of([.. order.Select(o => o.Loop)]);

        int length = checked(WorkspacePlanner.Align(groupFilters) * taps.Taps);
        int weights = state.Reserve(checked(length * conv.Groups));
        if (length > 0)
        {
            state.PackWeights(new(node.Name + ".weight", PackingOrder.ChannelBlocks, weights, length, conv.Groups, groupFilters, window.Taps,
                order.Select(o => o.Loop.Count).ToArray(), order.Select(o => o.WeightStride).ToArray())
            {
                Start = phases.Select((p, axis) => p.FirstTap * kernelStrides[axis]).Sum(),
                GroupStride = groupChannels * groupFilters * window.Taps,
            }, conv.Norm);
        }

        TensorLayout whole = output.Layout;
        var view = new TensorLayout(new(conv.Filters, phases[0].Outputs, phases[1].Outputs, phases[2].Outputs), 1,
            whole.DepthStride * window.Stride[0], whole.RowStride * window.Stride[1], whole.ColumnStride * window.Stride[2]);
        int to = phases[0].Phase * whole.DepthStride + phases[1].Phase * whole.RowStride + phases[2].Phase * whole.ColumnStride;
        int from = length == 0 ? 0 : phases.Select((p, axis) => (p.FirstInput + begin[axis]) * strides[axis]).Sum();
        state.Add(new ConvChannelStep(node.Name, new[] { input with { Offset = input.Offset + from } }, output with { Layout = view, Offset = output.Offset + to },
            conv, conv.Filters, conv.Groups, new[] { 1, 1, 1 }, Volume.Unpooled, conv.Activation, taps, weights, bias));
    }

    /// <summary>The input with as much around it as the taps of any phase reach.</summary>
    private static Operand Pad(PlanState state, Node node, Operand source, IReadOnlyList<TransposedPhase>[] axes, int[] begin)
    {
        Volume inside = source.Layout.Volume;
        int[] sizes = [inside.Depth, inside.Height, inside.Width];
        int[] padded = [.. axes.Select((phases, axis) =>
            checked(begin[axis] + Math.Max(sizes[axis], phases.Max(p => p.Taps == 0 ? 0 : p.HighestInput + 1))))];
        if (padded.SequenceEqual(sizes)) return source;
        var volume = new Volume(inside.Channels, padded[0], padded[1], padded[2]);
        Operand operand = state.Allocate(node.Name + " padded", source.Layout.IsChannelsLast ? TensorLayout.ChannelsLast(volume) : TensorLayout.ChannelsFirst(volume));
        state.Add(new PadStep(node.Name, source, operand, begin, 1, 0));
        return operand;
    }
}

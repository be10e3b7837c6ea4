using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Compiler.Planning.Steps;

namespace EdgeNet.Compiler.Planning;

/// <summary>Plans convolutions of each channel by itself vectorized over channels.</summary>
internal static class ConvDepthwisePlanner
{
    /// <summary>Lanes of the narrowest vector.</summary>
    private const int MinChannels = 4;

    /// <summary>Channels from which a tensor that lies channels first is worth turning round.</summary>
    private const int WorthTurning = 16;

    /// <summary>Whether a convolution takes each channel by itself, and lanes over channels suit it.</summary>
    public static bool Fits(PlanState state, Node node, Conv conv)
    {
        Operand input = state[node.Inputs[0]];
        return Fits(conv, input.Layout.Channels, input.Layout.IsChannelsLast);
    }

    /// <summary>Whether a convolution takes each channel by itself, and lanes over channels suit it.</summary>
    /// <param name="conv">The convolution.</param>
    /// <param name="channels">Channels of its input.</param>
    /// <param name="isChannelsLast">Whether the channels of a pixel lie together.</param>
    public static bool Fits(Conv conv, int channels, bool isChannelsLast) =>
        conv.Groups == channels && conv.Pool is null && !conv.HasResidual && conv.Filters >= MinChannels && channels > 1 && (isChannelsLast || channels >= WorthTurning);

    public static void Plan(PlanState state, Node node, Conv conv)
    {
        Window window = Volume.Of(conv.Window);
        Operand input = ConvPlanner.Pad(state, node, window, state[node.Inputs[0]], TensorLayout.ChannelsLast);
        if (!input.Layout.IsChannelsLast) input = Repeated(state, node, input, 1);
        int multiplier = conv.Filters / conv.Groups;
        // Several filters of a channel are filters of as many channels, all alike.
        if (multiplier > 1) input = Repeated(state, node, input, multiplier);

        int length = checked(conv.Filters * window.Taps);
        int weights = state.Reserve(length);
        state.PackWeights(new(node.Name + ".weight", PackingOrder.Reordered, weights, length, 1, conv.Filters, window.Taps,
            new[] { window.Taps, conv.Filters }, new[] { 1, window.Taps }), conv.Norm);
        int bias = state.Reserve(conv.Filters);
        state.PackBias(node, conv.Bias, new(null, PackingOrder.Scalars, bias, conv.Filters, 1, conv.Filters, 1, default, default), conv.Norm);

        Operand output = state.AllocateOutput(node, TensorLayout.ChannelsLast(Volume.Of(node.Shape)));
        state.Add(new ConvDepthwiseStep(node.Name, input, output, conv, window, weights, bias));
        state.Define(node, output);
    }

    /// <summary>The volume channels last, every channel so many times.</summary>
    private static Operand Repeated(PlanState state, Node node, Operand input, int times)
    {
        TensorLayout layout = input.Layout;
        Volume volume = layout.Volume with { Channels = checked(layout.Channels * times) };
        Operand repeated = state.Allocate(node.Name + " repeated", TensorLayout.ChannelsLast(volume));
        int[] counts = [layout.Depth, layout.Height, layout.Width, layout.Channels, times];
        TensorLayout to = repeated.Layout;
        state.Add(CopyStep.Of(node.Name, input, new(0, counts, new[] { layout.DepthStride, layout.RowStride, layout.ColumnStride, layout.ChannelStride, 0 }),
            repeated, new(0, counts, new[] { to.DepthStride, to.RowStride, to.ColumnStride, times, 1 })));
        return repeated;
    }
}

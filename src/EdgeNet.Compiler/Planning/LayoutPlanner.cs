using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Planning.Steps;

namespace EdgeNet.Compiler.Planning;

/// <summary>Brings a node's inputs into the layout that its steps want, by as few copies as there can be.</summary>
internal static class LayoutPlanner
{
    /// <summary>
    /// Where a node's output lies, in a layout of its own shape. (A flattened image may lie as the image did: only what takes features
    /// in any order reads it so.)
    /// </summary>
    public static Operand Shaped(PlanState state, string name)
    {
        Operand operand = state[name];
        Volume volume = Volume.Of(state.Graph[name].Shape);
        if (operand.Layout.Volume == volume) return operand;
        return ChannelsFirst(state, name, operand) with { Layout = TensorLayout.ChannelsFirst(volume) };
    }

    /// <summary>A node's output channels first without gaps.</summary>
    public static Operand ChannelsFirst(PlanState state, string name)
    {
        Operand operand = ChannelsFirst(state, name, state[name]);
        return operand with { Layout = TensorLayout.ChannelsFirst(Volume.Of(state.Graph[name].Shape)) };
    }

    /// <summary>A node's output with the channels of a pixel together, or channels first; as it lies where that is the order.</summary>
    public static Operand InOrder(PlanState state, string name, bool interleaved)
    {
        Operand operand = Shaped(state, name);
        Volume volume = operand.Layout.Volume;
        bool both = volume.Channels == 1 || volume.Pixels == 1;
        if (both || IsChannelsLast(operand) == interleaved) return operand;
        return Converted(state, name, operand, interleaved ? TensorLayout.ChannelsLast(volume) : TensorLayout.ChannelsFirst(volume));
    }

    /// <summary>The tensor of a node in another layout of the same volume, copied once however many nodes want it.</summary>
    public static Operand Converted(PlanState state, string name, Operand operand, TensorLayout layout)
    {
        if (operand.Layout == layout) return operand;
        if (state.FindConverted(name, layout) is { } known) return known;
        Operand copy = state.Repacked(operand, layout) ?? Copied(state, name, operand, layout);
        state.DefineConverted(name, copy);
        return copy;
    }

    /// <summary>Whether the channels of a pixel lie together, and that is not channels first as well.</summary>
    public static bool IsChannelsLast(Operand operand) => operand.Layout is { IsChannelsLast: true, IsChannelsFirst: false };

    private static Operand ChannelsFirst(PlanState state, string name, Operand operand) =>
        operand.Layout.IsChannelsFirst ? operand : Converted(state, name, operand, TensorLayout.ChannelsFirst(operand.Layout.Volume));

    private static Operand Copied(PlanState state, string name, Operand operand, TensorLayout layout)
    {
        Operand copy = state.Allocate(name + " copied", layout);
        state.Add(CopyStep.Of(name, operand, Whole(operand.Layout), copy, Whole(layout)));
        return copy;
    }

    /// <summary>All of a volume, by its four axes.</summary>
    public static TensorView Whole(TensorLayout layout) => new(0,
        new[] { layout.Channels, layout.Depth, layout.Height, layout.Width },
        new[] { layout.ChannelStride, layout.DepthStride, layout.RowStride, layout.ColumnStride });
}

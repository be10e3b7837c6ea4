using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Compiler.Planning;

/// <summary>Plans what a convolution adds to its output in registers.</summary>
internal static class ResidualPlanner
{
    /// <summary>The tensor that is added, channels last; null where there is none.</summary>
    public static Operand? Residual(PlanState state, Node node, Conv conv) =>
        conv.HasResidual ? LayoutPlanner.InOrder(state, node.Inputs[1], interleaved: true) : null;

    /// <summary>The place of a convolution's output, channels last: that of the tensor that is added to it, where nobody else reads that any more.</summary>
    /// <param name="state">The plan.</param>
    /// <param name="node">The convolution's node.</param>
    /// <param name="input">What the convolution reads.</param>
    /// <param name="residual">What is added, or null.</param>
    /// <param name="storesOnce">Whether no element is stored twice.</param>
    public static Operand Output(PlanState state, Node node, Operand input, Operand? residual, bool storesOnce)
    {
        TensorLayout layout = TensorLayout.ChannelsLast(Volume.Of(node.Shape));
        bool inPlace = residual is not null && storesOnce && residual.Buffer != input.Buffer && residual.Layout.LiesAs(layout)
            && !state.Graph.Outputs.Contains(node.Name) && state.MayOverwrite(node, residual) && state.ServesReaders(node, residual);
        return inPlace ? residual! : state.AllocateOutput(node, layout);
    }
}

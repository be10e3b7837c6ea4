using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Compiler.Planning.Steps;

namespace EdgeNet.Compiler.Planning;

/// <summary>Plans normalisations by running statistics and over neighbouring channels.</summary>
internal static class NormPlanner
{
    /// <summary>A batch normalisation that no layer before it could take in: x · scale + shift, both packed.</summary>
    public static void Batch(PlanState state, Node node, BatchNorm layer)
    {
        Operand input = LayoutPlanner.Shaped(state, node.Inputs[0]);
        var channels = new TensorShape([node.Shape.Channels, .. Enumerable.Repeat(1, node.Shape.Rank - 1)]);
        Operand scale = state.NormVector(node, channels, layer.Epsilon, NormPart.Scale);
        Operand shift = state.NormVector(node, channels, layer.Epsilon, NormPart.Bias);
        ElementwisePlanner.Join(state, node, [input, scale, shift], [node.Shape, channels, channels], LayoutPlanner.IsChannelsLast(input),
            PointwiseOperation.MulAdd, null, layer.Activation);
    }

    public static void LocalResponse(PlanState state, Node node, LocalResponseNorm layer)
    {
        Operand input = LayoutPlanner.InOrder(state, node.Inputs[0], interleaved: true);
        // A last vector may reach past the channels, and its sums past that.
        Operand squares = state.Allocate(node.Name + " squares", TensorLayout.Vector(checked(WorkspacePlanner.Align(input.Layout.Channels) + layer.Size)));
        Operand output = state.AllocateOutput(node, TensorLayout.ChannelsLast(input.Layout.Volume));
        state.Add(new LocalResponseNormStep(node.Name, input, squares, output, layer));
        state.Define(node, output);
    }
}

using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Compiler.Planning.Steps;

namespace EdgeNet.Compiler.Planning;

/// <summary>Plans dense layers. The packing follows the order in which the features lie, so that no tensor is transposed.</summary>
internal static class DensePlanner
{
    public static void Plan(PlanState state, Node node, Dense layer)
    {
        Operand input = PlanBuilder.Dense(state, node.Inputs[0]);
        TensorLayout layout = input.Layout;
        int features = layout.Length;
        int units = (layer.Units + VectorWidth.BlockLanes - 1) / VectorWidth.BlockLanes * VectorWidth.BlockLanes;

        // The parameter's features are (channel, slice, row, column), whatever the order in the buffer.
        bool interleaved = !layout.IsChannelsFirst;
        int[] counts = interleaved ? [layout.Volume.Pixels, layout.Channels] : [features];
        int[] strides = interleaved ? [1, layout.Volume.Pixels] : [1];
        int weights = state.Reserve(checked(units * features));
        state.PackWeights(new(node.Name + ".weight", PackingOrder.ChannelBlocks, weights, units * features, 1, layer.Units, features, counts, strides), layer.Norm);
        int bias = state.Reserve(units);
        state.PackBias(node, layer.Bias, new(null, PackingOrder.Scalars, bias, layer.Units, 1, layer.Units, 1, default, default), layer.Norm);

        Operand output = state.AllocateOutput(node, TensorLayout.Vector(layer.Units));
        state.Add(new DenseStep(node.Name, input, output, layer, weights, bias));
        state.Define(node, output);
    }
}

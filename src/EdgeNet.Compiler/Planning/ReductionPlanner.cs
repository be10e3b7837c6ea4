using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Compiler.Planning.Steps;

namespace EdgeNet.Compiler.Planning;

/// <summary>Plans what takes sums, maxima and the like over axes: softmax, normalisations, reductions.</summary>
internal static class ReductionPlanner
{
    public static void Softmax(PlanState state, Node node, Softmax layer)
    {
        var (input, output) = Same(state, node);
        TensorView from = TensorView.Of(node.Shape, input.Layout), to = TensorView.Of(node.Shape, output.Layout);
        int[] others = [.. Enumerable.Range(0, node.Shape.Rank).Where(axis => axis != layer.Axis)];
        var axis = new StridedLoop(node.Shape[layer.Axis], new[] { from.Strides[layer.Axis], to.Strides[layer.Axis] });
        state.Add(new SoftmaxStep(node.Name, input, output, axis, StridedNest.Of(from.Permute(others), to.Permute(others)), layer.Log));
        state.Define(node, output);
    }

    public static void Reduce(PlanState state, Node node, Reduce layer)
    {
        TensorShape shape = state.Graph[node.Inputs[0]].Shape;
        Operand input = LayoutPlanner.Shaped(state, node.Inputs[0]);
        TensorView from = TensorView.Of(shape, input.Layout);
        int[] kept = [.. Enumerable.Range(0, shape.Rank).Where(axis => !layer.Axes.Contains(axis))];
        bool channelsFirstAxis = layer.KeepDims || kept.Contains(0);
        Operand output = CopyPlanner.AllocateOutput(state, node, channelsFirstAxis && LayoutPlanner.IsChannelsLast(input));
        TensorView to = TensorView.Of(node.Shape, output.Layout);
        to = to.Permute(layer.KeepDims ? kept : [.. Enumerable.Range(0, kept.Length)]);
        state.Add(new ReduceStep(node.Name, input, output, layer.Function, StridedNest.Of(from.Permute(kept), to), StridedNest.Of(from.Permute(layer.Axes))));
        state.Define(node, output);
    }

    public static void InstanceNorm(PlanState state, Node node, InstanceNorm layer) =>
        Norm(state, node, layer.Epsilon, Channels(state, node, layer.Affine), view => view, [0]);

    public static void GroupNorm(PlanState state, Node node, GroupNorm layer)
    {
        int channels = node.Shape.Channels / layer.Groups;
        Norm(state, node, layer.Epsilon, Channels(state, node, layer.Affine), view => view.Split(0, layer.Groups, channels), [0]);
    }

    public static void LayerNorm(PlanState state, Node node, LayerNorm layer)
    {
        var normalised = new TensorShape([.. node.Shape.Dimensions.Skip(layer.Axis)]);
        (Operand, TensorView)[] affine = [];
        if (layer.Affine)
        {
            // As many axes as the input has, so that the elements can be brought into its order.
            var aligned = new TensorShape([.. Enumerable.Repeat(1, layer.Axis), .. normalised.Dimensions]);
            bool last = LayoutPlanner.IsChannelsLast(LayoutPlanner.Shaped(state, node.Inputs[0]));
            affine = [.. new[] { "weight", "bias" }.Select(role => Parameter(state, node, role, aligned, last))];
        }

        Norm(state, node, layer.Epsilon, affine, view => view, [.. Enumerable.Range(0, layer.Axis)]);
    }

    private static void Norm(
        PlanState state, Node node, float epsilon, (Operand Operand, TensorView View)[] affine, Func<TensorView, TensorView> split, int[] groups)
    {
        var (input, output) = Same(state, node);
        TensorView[] views = [TensorView.Of(node.Shape, input.Layout), .. affine.Select(a => a.View), TensorView.Of(node.Shape, output.Layout)];
        views = [.. views.Select(split)];
        int[] elements = [.. Enumerable.Range(0, views[0].Rank).Except(groups)];
        state.Add(new NormStep(node.Name, new([input, .. affine.Select(a => a.Operand)]), output, epsilon,
            StridedNest.Of([.. views.Select(v => v.Permute(groups))]), StridedNest.Of([.. views.Select(v => v.Permute(elements))])));
        state.Define(node, output);
    }

    private static (Operand, TensorView)[] Channels(PlanState state, Node node, bool affine)
    {
        if (!affine) return [];
        var shape = new TensorShape([node.Shape.Channels, .. Enumerable.Repeat(1, node.Shape.Rank - 1)]);
        return [.. new[] { "weight", "bias" }.Select(role => Parameter(state, node, role, shape, last: false))];
    }

    private static (Operand, TensorView) Parameter(PlanState state, Node node, string role, TensorShape shape, bool last)
    {
        string name = $"{node.Name}.{role}";
        Operand operand = state.Constant(name, name, shape);
        if (last && operand.Layout.Volume is { Channels: > 1, Pixels: > 1 })
            operand = LayoutPlanner.Converted(state, name, operand, TensorLayout.ChannelsLast(operand.Layout.Volume));
        return (operand, TensorView.Of(shape, operand.Layout).BroadcastTo(node.Shape));
    }

    /// <summary>A node's input and a place for an output of the same shape and order, the same buffer where that may be overwritten.</summary>
    private static (Operand Input, Operand Output) Same(PlanState state, Node node)
    {
        Operand input = LayoutPlanner.Shaped(state, node.Inputs[0]);
        bool inPlace = state.MayOverwrite(node, input) && !state.Graph.Outputs.Contains(node.Name);
        return (input, inPlace ? input : CopyPlanner.AllocateOutput(state, node, LayoutPlanner.IsChannelsLast(input)));
    }
}

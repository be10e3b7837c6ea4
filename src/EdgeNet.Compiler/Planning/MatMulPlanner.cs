using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Planning.Steps;

namespace EdgeNet.Compiler.Planning;

/// <summary>Plans matrix products.</summary>
internal static class MatMulPlanner
{
    public static void Plan(PlanState state, Node node)
    {
        Operand[] inputs = [.. node.Inputs.Select(i => LayoutPlanner.ChannelsFirst(state, i))];
        Operand output = state.AllocateOutput(node, TensorLayout.ChannelsFirst(Volume.Of(node.Shape)));
        int rank = node.Shape.Rank;
        TensorShape left = state.Graph[node.Inputs[0]].Shape, right = state.Graph[node.Inputs[1]].Shape;
        TensorView a = TensorView.Of(left, inputs[0].Layout), b = TensorView.Of(right, inputs[1].Layout), y = TensorView.Of(node.Shape, output.Layout);
        int[] batch = [.. Enumerable.Range(0, rank - 2)];
        var batchShape = new TensorShape([.. node.Shape.Dimensions.Take(rank - 2)]);
        // Only the axes before the matrices are broadcast.
        TensorView Batch(TensorView view) => view.Permute([.. Enumerable.Range(0, view.Rank - 2)]).BroadcastTo(batchShape);
        state.Add(new MatMulStep(node.Name, inputs, output, StridedNest.Of(Batch(a), Batch(b), y.Permute(batch)),
            left[left.Rank - 2], left[left.Rank - 1], right[right.Rank - 1]));
        state.Define(node, output);
    }
}

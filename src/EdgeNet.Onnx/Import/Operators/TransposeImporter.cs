using EdgeNet.Onnx.Import.Model;

namespace EdgeNet.Onnx.Import.Operators;

/// <summary>Transpose (https://onnx.ai/onnx/operators/onnx__Transpose.html). Where only axes of size 1 move, nothing does.</summary>
internal static class TransposeImporter
{
    public static void Import(NodeContext context)
    {
        ActivationValue value = context.Activation(0);
        int[] order = Order(context, value.Shape.Length);
        int[] shape = [.. order.Select(a => value.Shape[a])];
        bool movesFirst = order.Length > 0 && order[0] != 0;
        int[] moved = [.. order.Where(a => value.Shape[a] != 1)];
        if (moved.SequenceEqual(moved.Order()) && !(movesFirst && context.Mode == BatchMode.Samples))
        {
            context.Give(0, value.Source, shape);
            return;
        }

        Frame frame = context.Frame(value, movesFirst);
        int[] axes = [.. order.Skip(frame.Skipped).Select(a => a - frame.Skipped)];
        context.Give(0, context.Add("Transpose", [frame.Source], [new("axes", axes)]), shape);
    }

    /// <summary>The permutation; reversed where none is given.</summary>
    public static int[] Order(NodeContext context, int rank)
    {
        if (context.Attributes.Ints("perm") is not { } perm) return [.. Enumerable.Range(0, rank).Reverse()];
        int[] order = Axes.Normalize(perm, rank);
        return order.Length == rank ? order : throw new ImportProblemException($"has perm {Dimensions.Text(perm)} for {rank} axes");
    }
}

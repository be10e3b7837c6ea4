using EdgeNet.Onnx.Import.Model;
using EdgeNet.Onnx.Import.Operators;
using static System.FormattableString;

namespace EdgeNet.Onnx.Import.Folding;

/// <summary>The operators that move the elements of constants: Transpose, Slice, Gather, Concat, Split, Expand, Tile.</summary>
internal static class MoveFolds
{
    public static void Transpose(NodeContext context)
    {
        ConstantTensor tensor = Take(context);
        int[] order = TransposeImporter.Order(context, tensor.Shape.Length);
        // A matrix of weights is turned when it is needed.
        context.Give(tensor.IsFloating && order is [1, 0] ? Weights.Transpose(tensor) : TensorMoves.Transpose(tensor, order));
    }

    public static void Slice(NodeContext context)
    {
        ConstantTensor tensor = Take(context);
        int[] starts = new int[tensor.Shape.Length], counts = [.. tensor.Shape], steps = [.. Enumerable.Repeat(1, starts.Length)];
        foreach (SliceRange range in SliceImporter.Read(context, tensor.Shape))
            (starts[range.Axis], counts[range.Axis], steps[range.Axis]) = (range.Start, range.Count, range.Step);
        context.Give(TensorMoves.Slice(tensor, starts, counts, steps));
    }

    public static void Gather(NodeContext context)
    {
        ConstantTensor tensor = Take(context), indices = context.Constant(1, "indices");
        int axis = Axes.Normalize(context.Attributes.Int("axis", 0), tensor.Shape.Length);
        context.Budget.Take(indices.Length * Math.Max(1, tensor.Length / Math.Max(1, tensor.Shape[axis])), tensor);
        context.Give(TensorMoves.Gather(tensor, indices, axis));
    }

    public static void Concat(NodeContext context)
    {
        ConstantTensor[] tensors = [.. Enumerable.Range(0, context.InputCount).Select(i => context.Constant(i, "part"))];
        if (tensors.Length == 0) throw new ImportProblemException("has no inputs");
        int rank = tensors[0].Shape.Length, axis = Axes.Normalize(context.Attributes.Int("axis", 0), rank);
        foreach (ConstantTensor tensor in tensors)
        {
            bool fits = tensor.Shape.Length == rank && tensor.Type == tensors[0].Type && Enumerable.Range(0, rank).All(a => a == axis || tensor.Shape[a] == tensors[0].Shape[a]);
            if (!fits) throw new ImportProblemException(Invariant($"joins {Dimensions.Text(tensors[0].Shape)} and {Dimensions.Text(tensor.Shape)} along axis {axis}"));
        }

        context.Budget.Take(tensors.Sum(t => t.Length), tensors);
        context.Give(TensorMoves.Concat(tensors, axis));
    }

    public static void Expand(NodeContext context)
    {
        ConstantTensor tensor = Take(context);
        long[] target = context.Numbers(1, "shape") ?? throw new ImportProblemException("has no shape (input 1)");
        if (Dimensions.Length(target) < 0 || target.Length > Dimensions.MaxRank) throw new ImportProblemException($"expands to {Dimensions.Text(target)}");
        int[] shape = Dimensions.Broadcast(tensor.Shape, [.. target.Select(s => (int)s)])
            ?? throw new ImportProblemException($"expands {Dimensions.Text(tensor.Shape)} to {Dimensions.Text(target)}, which does not fit");
        TensorMoves.Require(shape);
        context.Budget.Take(Dimensions.Length(shape), tensor);
        context.Give(TensorMoves.Expand(tensor, shape));
    }

    private static ConstantTensor Take(NodeContext context)
    {
        ConstantTensor tensor = context.Constant(0, "data");
        context.Budget.Take(tensor.Length, tensor);
        return tensor;
    }
}

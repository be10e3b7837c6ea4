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

    public static void Tile(NodeContext context)
    {
        ConstantTensor tensor = Take(context);
        long[] repeats = context.Numbers(1, "repeats") ?? throw new ImportProblemException("has no repeats (input 1)");
        if (repeats.Length != tensor.Shape.Length || repeats.Any(r => r is < 0 or > int.MaxValue))
            throw new ImportProblemException($"has the repeats {Dimensions.Text(repeats)} for {Dimensions.Text(tensor.Shape)}");
        long[] wanted = [.. tensor.Shape.Select((size, axis) => checked(size * repeats[axis]))];
        long length = Dimensions.Length(wanted);
        if (length < 0) throw new ImportProblemException($"gives a constant of the shape {Dimensions.Text(wanted)}");
        context.Budget.Take(length, tensor);
        ConstantTensor result = tensor;
        for (int axis = 0; axis < repeats.Length; axis++)
            if (repeats[axis] == 0) result = TensorMoves.Slice(result, new int[wanted.Length], [.. result.Shape.Select((s, a) => a == axis ? 0 : s)], [.. wanted.Select(_ => 1)]);
            else if (repeats[axis] > 1) result = TensorMoves.Concat([.. Enumerable.Repeat(result, (int)repeats[axis])], axis);
        context.Give(result);
    }

    public static void Split(NodeContext context)
    {
        ConstantTensor tensor = Take(context);
        var (axis, lengths) = JoinImporter.Parts(context, tensor.Shape);
        int start = 0;
        for (int i = 0; i < lengths.Length; start += lengths[i++])
        {
            int[] starts = new int[tensor.Shape.Length], counts = [.. tensor.Shape];
            (starts[axis], counts[axis]) = (start, lengths[i]);
            context.Give(i, TensorMoves.Slice(tensor, starts, counts, [.. counts.Select(_ => 1)]));
        }
    }

    public static void Pad(NodeContext context)
    {
        ConstantTensor tensor = Take(context);
        PadRanges pads = PadRanges.Read(context, tensor.Shape);
        int[] shape = [.. tensor.Shape.Select((size, axis) => checked(size + pads.Begin[axis] + pads.End[axis]))];
        TensorMoves.Require(shape);
        if (shape.Any(s => s < 0)) throw new ImportProblemException($"gives a constant of the shape {Dimensions.Text(shape)}");
        context.Budget.Take(2 * Dimensions.Length(shape));
        // What is added lies behind the data.
        ConstantTensor fill = context.Opset >= 11 && context.Optional(2, "value") is { } value ? value.Reshape([1])
            : tensor.IsFloating ? ConstantTensor.Of(tensor.Type, [1], (double[])[context.Opset < 11 ? context.Attributes.Float("value", 0) : 0])
            : ConstantTensor.Of(tensor.Type, [1], (long[])[0]);
        ConstantTensor both = TensorMoves.Concat([tensor.Reshape([(int)tensor.Length]), fill], 0);
        long[] strides = TensorMoves.Strides(tensor.Shape), from = new long[Dimensions.Length(shape)];
        int[] place = new int[shape.Length];
        for (long i = 0; i < from.Length; i++)
        {
            for (int axis = 0; axis < shape.Length && from[i] != tensor.Length; axis++)
            {
                int at = pads.Source(place[axis] - pads.Begin[axis], tensor.Shape[axis]);
                from[i] = at < 0 ? tensor.Length : from[i] + at * strides[axis];
            }

            for (int axis = shape.Length - 1; axis >= 0 && ++place[axis] == shape[axis]; axis--) place[axis] = 0;
        }

        context.Give(TensorMoves.Pick(both, shape, from));
    }

    private static ConstantTensor Take(NodeContext context)
    {
        ConstantTensor tensor = context.Constant(0, "data");
        context.Budget.Take(tensor.Length, tensor);
        return tensor;
    }
}

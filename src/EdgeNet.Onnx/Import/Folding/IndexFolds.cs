using EdgeNet.Onnx.Import.Model;
using EdgeNet.Onnx.Import.Operators;
using static EdgeNet.Onnx.Proto.TensorProto.Types;
using static System.FormattableString;

namespace EdgeNet.Onnx.Import.Folding;

/// <summary>Operators on constants that take or write elements by indices, and those that make masks.</summary>
internal static class IndexFolds
{
    public static void GatherElements(NodeContext context)
    {
        ConstantTensor data = context.Constant(0, "data"), indices = context.Constant(1, "indices");
        context.Budget.Take(2 * indices.Length);
        long[] from = IndexMaps.Elements(data.Shape, indices, Axes.Normalize(context.Attributes.Int("axis", 0), data.Shape.Length));
        context.Give(TensorMoves.Pick(data, indices.Shape, from));
    }

    public static void GatherND(NodeContext context)
    {
        ConstantTensor data = context.Constant(0, "data"), indices = context.Constant(1, "indices");
        int batch = context.Attributes.Size("batch_dims", 0, 0);
        var (blocks, length) = IndexMaps.Tuples(data.Shape, indices, batch);
        int[] shape = [.. indices.Shape[..^1], .. data.Shape[(batch + indices.Shape[^1])..]];
        TensorMoves.Require(shape);
        context.Budget.Take(2 * Dimensions.Length(shape));
        context.Give(TensorMoves.Pick(data, shape, Broadcast(blocks, length)));
    }

    public static void ScatterND(NodeContext context)
    {
        ConstantTensor data = context.Constant(0, "data"), indices = context.Constant(1, "indices"), updates = context.Constant(2, "updates");
        var (blocks, length) = IndexMaps.Tuples(data.Shape, indices);
        Scatter(context, data, updates, Broadcast(blocks, length));
    }

    /// <summary>ScatterElements, and Scatter, as it was called up to opset 10.</summary>
    public static void ScatterElements(NodeContext context)
    {
        ConstantTensor data = context.Constant(0, "data"), indices = context.Constant(1, "indices"), updates = context.Constant(2, "updates");
        Scatter(context, data, updates, IndexMaps.Elements(data.Shape, indices, Axes.Normalize(context.Attributes.Int("axis", 0), data.Shape.Length)));
    }

    public static void Triangle(NodeContext context)
    {
        ConstantTensor data = context.Constant(0, "data");
        long k = context.Numbers(1, "k") is [var given] ? given : 0;
        bool upper = context.Attributes.Flag("upper", true);
        if (data.Shape.Length < 2) throw new ImportProblemException($"takes matrices, and has {Dimensions.Text(data.Shape)}");
        context.Budget.Take(2 * data.Length);
        long rows = data.Shape[^2], columns = data.Shape[^1];
        // One zero behind the data, which everything outside the triangle takes.
        ConstantTensor zero = data.IsFloating ? ConstantTensor.Of(data.Type, [1], (double[])[0]) : ConstantTensor.Of(data.Type, [1], (long[])[0]);
        long[] from = new long[data.Length];
        for (long i = 0; i < from.Length; i++)
        {
            long row = i / columns % rows, column = i % columns;
            from[i] = (upper ? column - row >= k : column - row <= k) ? i : data.Length;
        }

        context.Give(TensorMoves.Pick(TensorMoves.Concat([data.Reshape([(int)data.Length]), zero], 0), data.Shape, from));
    }

    public static void Eye(NodeContext context)
    {
        ConstantTensor like = context.Constant(0, "shape");
        var type = (DataType)context.Attributes.Size("dtype", (int)like.Type, 0);
        long k = context.Attributes.Int("k", 0);
        if (like.Shape is not [var rows, var columns] || ElementType.Size(type) == 0) throw new ImportProblemException("expects a matrix, and a type of numbers");
        context.Budget.Take(like.Length);
        long[] ones = [.. Enumerable.Range(0, (int)like.Length).Select(i => i % columns - i / columns == k ? 1L : 0L)];
        context.Give(ElementType.IsFloating(type) ? ConstantTensor.Of(type, [rows, columns], Array.ConvertAll(ones, v => (double)v)) : ConstantTensor.Of(type, [rows, columns], ones));
    }

    public static void OneHot(NodeContext context)
    {
        ConstantTensor indices = context.Constant(0, "indices"), values = context.Constant(2, "values");
        long depth = context.Numbers(1, "depth") is [var given and > 0 and <= int.MaxValue] ? given : throw new ImportProblemException("has no depth of 1 or more");
        if (values.Length != 2) throw new ImportProblemException("expects two values, off and on");
        int axis = Axes.Normalize(context.Attributes.Int("axis", -1), indices.Shape.Length + 1);
        int[] shape = [.. indices.Shape[..axis], (int)depth, .. indices.Shape[axis..]];
        TensorMoves.Require(shape);
        context.Budget.Take(2 * Dimensions.Length(shape));
        long inner = Dimensions.Length(indices.Shape[axis..]);
        long[] at = indices.Longs(), from = new long[Dimensions.Length(shape)];
        for (long i = 0; i < from.Length; i++)
        {
            long index = at[i / (inner * depth) * inner + i % inner];
            from[i] = (index < 0 ? index + depth : index) == i / inner % depth ? 1 : 0;
        }

        context.Give(TensorMoves.Pick(values, shape, from));
    }

    public static void NonZero(NodeContext context)
    {
        ConstantTensor data = context.Constant(0, "data");
        context.Budget.Take(data.Length * Math.Max(1, data.Shape.Length));
        long[] strides = TensorMoves.Strides(data.Shape);
        double[] values = data.IsFloating ? data.Doubles() : Array.ConvertAll(data.Longs(), v => v != 0 ? 1.0 : 0);
        long[] at = [.. Enumerable.Range(0, values.Length).Where(i => values[i] != 0).Select(i => (long)i)];
        long[] result = [.. data.Shape.SelectMany((size, axis) => at.Select(i => i / strides[axis] % size))];
        context.Give(new ConstantTensor([data.Shape.Length, at.Length], result));
    }

    private static void Scatter(NodeContext context, ConstantTensor data, ConstantTensor updates, long[] targets)
    {
        if (updates.Length != targets.Length || updates.Type != data.Type)
            throw new ImportProblemException(Invariant($"has updates of {Dimensions.Text(updates.Shape)} for {targets.Length} places"));
        string reduction = context.Attributes.OneOf("reduction", "none", "none", "add", "mul", "min", "max");
        context.Budget.Take(2 * data.Length + updates.Length);
        if (reduction == "none")
        {
            ConstantTensor both = TensorMoves.Concat([data.Reshape([(int)data.Length]), updates.Reshape([(int)updates.Length])], 0);
            context.Give(TensorMoves.Pick(both, data.Shape, IndexMaps.Written(data.Length, targets)));
            return;
        }

        if (data.IsFloating)
        {
            double[] result = [.. data.Doubles()], by = updates.Doubles();
            for (int i = 0; i < targets.Length; i++)
            {
                ref double to = ref result[targets[i]];
                to = Numbers.Round(data.Type, reduction switch { "add" => to + by[i], "mul" => to * by[i], "min" => Math.Min(to, by[i]), _ => Math.Max(to, by[i]) });
            }

            context.Give(ConstantTensor.Of(data.Type, data.Shape, result));
            return;
        }

        long[] longs = [.. data.Longs()], add = updates.Longs();
        for (int i = 0; i < targets.Length; i++)
        {
            ref long to = ref longs[targets[i]];
            bool isLess = Numbers.Compare(data.Type, add[i], to) < 0;
            to = reduction switch { "add" => unchecked(to + add[i]), "mul" => unchecked(to * add[i]), "min" => isLess ? add[i] : to, _ => isLess ? to : add[i] };
        }

        context.Give(ConstantTensor.Of(data.Type, data.Shape, longs));
    }

    /// <summary>The elements of blocks.</summary>
    private static long[] Broadcast(long[] blocks, int length)
    {
        long[] elements = new long[blocks.Length * (long)length];
        for (long i = 0; i < elements.Length; i++) elements[i] = blocks[i / length] * length + i % length;
        return elements;
    }
}

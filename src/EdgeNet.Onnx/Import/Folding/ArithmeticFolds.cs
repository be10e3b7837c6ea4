using EdgeNet.Onnx.Import.Model;
using EdgeNet.Onnx.Import.Operators;
using static EdgeNet.Onnx.Proto.TensorProto.Types;

namespace EdgeNet.Onnx.Import.Folding;

/// <summary>Arithmetic on constants: what exporters write to compute shapes, and weights that a model prepares from others.</summary>
internal static class ArithmeticFolds
{
    /// <summary>A function of two numbers, broadcast as numpy does it.</summary>
    /// <param name="onFloats">The function of numbers with fractions.</param>
    /// <param name="onLongs">The function of whole numbers.</param>
    public static Action<NodeContext> Binary(Func<double, double, double> onFloats, Func<long, long, long> onLongs) => context =>
    {
        context.Attributes.Ignore("broadcast", "axis", "fmod");
        if (context.InputCount != 2) throw new ImportProblemException($"has {context.InputCount} constants; expected two");
        var (a, b) = Read(context);
        context.Give(a.IsFloating
            ? new ConstantTensor(a.Type, a.Shape, Floats(a, b, (x, y) => (float)onFloats(x, y)))
            : new ConstantTensor(a.Type, a.Shape, TensorData.Of(Zip(a.Longs(), b.Longs(), onLongs))));
    };

    /// <summary>A comparison, which gives truth values.</summary>
    public static Action<NodeContext> Compare(Func<double, double, bool> holds) => context =>
    {
        var (a, b) = Read(context);
        // Whole numbers up to 2^53 compare as they do here; shapes have no larger ones.
        long[] result = a.IsFloating
            ? Zip(Array.ConvertAll(a.Floats(), v => (double)v), Array.ConvertAll(b.Floats(), v => (double)v), (x, y) => holds(x, y) ? 1L : 0L)
            : Zip(a.Longs(), b.Longs(), (x, y) => holds(x, y) ? 1L : 0L);
        context.Give(new ConstantTensor(DataType.Bool, a.Shape, TensorData.Of(result)));
    };

    /// <summary>A function of one number.</summary>
    /// <param name="onFloats">The function of numbers with fractions.</param>
    /// <param name="onLongs">The function of whole numbers, or null where there is none.</param>
    public static Action<NodeContext> Unary(Func<double, double> onFloats, Func<long, long>? onLongs = null) => context =>
    {
        ConstantTensor tensor = context.Constant(0, "operand");
        context.Budget.Take(tensor.Length);
        if (tensor.IsFloating) context.Give(new ConstantTensor(tensor.Type, tensor.Shape, TensorData.Of(Array.ConvertAll(tensor.Floats(), v => (float)onFloats(v)))));
        else if (onLongs is not null) context.Give(new ConstantTensor(tensor.Type, tensor.Shape, TensorData.Of(Array.ConvertAll(tensor.Longs(), v => onLongs(v)))));
        else throw new ImportProblemException($"computes with constants of {ElementType.Name((int)tensor.Type)}; expected numbers with fractions");
    };

    /// <summary>Where: one of two constants, as a third says.</summary>
    public static void Where(NodeContext context)
    {
        ConstantTensor condition = context.Constant(0, "condition"), a = context.Constant(1, "first choice"), b = context.Constant(2, "second choice");
        int[]? shape = Dimensions.Broadcast(a.Shape, b.Shape) is { } joined ? Dimensions.Broadcast(condition.Shape, joined) : null;
        if (shape is null || a.Type != b.Type) throw new ImportProblemException($"chooses between {Dimensions.Text(a.Shape)} and {Dimensions.Text(b.Shape)}, which do not match");
        TensorMoves.Require(shape);
        context.Budget.Take(3 * Dimensions.Length(shape));
        long[] holds = TensorMoves.Expand(condition, shape).Longs();
        (a, b) = (TensorMoves.Expand(a, shape), TensorMoves.Expand(b, shape));
        T[] Choose<T>(T[] yes, T[] no) => [.. holds.Select((h, i) => h != 0 ? yes[i] : no[i])];
        context.Give(new ConstantTensor(a.Type, shape, a.IsFloating ? TensorData.Of(Choose(a.Floats(), b.Floats())) : TensorData.Of(Choose(a.Longs(), b.Longs()))));
    }

    /// <summary>Sums, products and extremes of constants.</summary>
    public static void Reduce(NodeContext context)
    {
        ConstantTensor tensor = context.Constant(0, "data");
        bool keepDims = context.Attributes.Flag("keepdims", true);
        context.Attributes.Ignore("noop_with_empty_axes");
        long[] given = Axes.Read(context, context.Operator == "ReduceSum" ? 13 : 18) ?? [];
        int rank = tensor.Shape.Length;
        int[] axes = given.Length == 0 ? [.. Enumerable.Range(0, rank)] : Axes.Normalize(given, rank);
        if (tensor.Length == 0) throw new ImportProblemException("reduces an empty constant");
        context.Budget.Take(tensor.Length);
        // The reduced axes last: what is reduced to one number then stands together.
        int[] kept = [.. Enumerable.Range(0, rank).Where(a => !axes.Contains(a))];
        ConstantTensor ordered = TensorMoves.Transpose(tensor, [.. kept, .. axes]);
        int count = (int)Dimensions.Length(axes.Select(a => tensor.Shape[a]).ToArray());
        int[] shape = [.. Enumerable.Range(0, rank).Where(a => keepDims || kept.Contains(a)).Select(a => kept.Contains(a) ? tensor.Shape[a] : 1)];
        context.Give(tensor.IsFloating
            ? new ConstantTensor(tensor.Type, shape, TensorData.Of([.. ordered.Floats().Chunk(count).Select(c => (float)Reduce(context.Operator, c.Select(v => (double)v)))]))
            : new ConstantTensor(tensor.Type, shape, TensorData.Of([.. ordered.Longs().Chunk(count).Select(c => Reduce(context.Operator, c))])));
    }

    private static double Reduce(string function, IEnumerable<double> values) => function switch
    {
        "ReduceSum" => values.Sum(),
        "ReduceMean" => values.Average(),
        "ReduceProd" => values.Aggregate(1.0, (a, b) => a * b),
        "ReduceMax" => values.Max(),
        _ => values.Min(),
    };

    private static long Reduce(string function, long[] values) => function switch
    {
        "ReduceSum" => values.Aggregate(0L, (a, b) => unchecked(a + b)),
        "ReduceMean" => values.Aggregate(0L, (a, b) => unchecked(a + b)) / values.Length,
        "ReduceProd" => values.Aggregate(1L, (a, b) => unchecked(a * b)),
        "ReduceMax" => values.Max(),
        _ => values.Min(),
    };

    private static (ConstantTensor A, ConstantTensor B) Read(NodeContext context)
    {
        ConstantTensor a = context.Constant(0, "operand"), b = context.Constant(1, "operand");
        int[]? shape = Dimensions.Broadcast(a.Shape, b.Shape);
        if (shape is null || a.IsFloating != b.IsFloating) throw new ImportProblemException($"joins constants of {Dimensions.Text(a.Shape)} and {Dimensions.Text(b.Shape)}, which do not match");
        TensorMoves.Require(shape);
        context.Budget.Take(Dimensions.Length(shape), a, b);
        return (a.Shape.SequenceEqual(shape) ? a : TensorMoves.Expand(a, shape), b.Shape.SequenceEqual(shape) ? b : TensorMoves.Expand(b, shape));
    }

    private static TensorData Floats(ConstantTensor a, ConstantTensor b, Func<float, float, float> function) =>
        a.Data.Uniform is { } x && b.Data.Uniform is { } y
            ? TensorData.Of((double)function((float)x, (float)y), a.Length)
            : TensorData.Of(Zip(a.Floats(), b.Floats(), function));

    private static TResult[] Zip<T, TResult>(T[] a, T[] b, Func<T, T, TResult> function)
    {
        var result = new TResult[a.Length];
        for (int i = 0; i < result.Length; i++) result[i] = function(a[i], b[i]);
        return result;
    }
}

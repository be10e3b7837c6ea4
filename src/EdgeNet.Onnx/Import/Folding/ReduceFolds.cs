using EdgeNet.Onnx.Import.Model;
using EdgeNet.Onnx.Import.Operators;
using static EdgeNet.Onnx.Proto.TensorProto.Types;

namespace EdgeNet.Onnx.Import.Folding;

/// <summary>What gathers axes of constants: Reduce*, ArgMax, Softmax and their like, running sums.</summary>
internal static class ReduceFolds
{
    /// <summary>The Reduce operators. NaN reaches every result that it goes into.</summary>
    public static void Reduce(NodeContext context)
    {
        ConstantTensor tensor = context.Constant(0, "data");
        bool keepDims = context.Attributes.Flag("keepdims", true);
        int asInputFrom = context.Operator == "ReduceSum" ? 13 : 18;
        bool noAxesMeanNone = context.Opset >= asInputFrom && context.Attributes.Flag("noop_with_empty_axes", false);
        long[] given = Axes.Read(context, asInputFrom) ?? [];
        int rank = tensor.Shape.Length;
        int[] axes = given.Length > 0 ? Axes.Normalize(given, rank) : noAxesMeanNone ? [] : [.. Enumerable.Range(0, rank)];
        context.Budget.Take(tensor.Length);
        int[] shape = [.. Enumerable.Range(0, rank).Where(a => keepDims || !axes.Contains(a)).Select(a => axes.Contains(a) ? 1 : tensor.Shape[a])];
        context.Budget.Take(Dimensions.Length(shape));
        context.Give(tensor.IsFloating
            ? ConstantTensor.Of(tensor.Type, shape, Groups(tensor, axes, t => t.Doubles()).Select(g => OfDoubles(context.Operator, g)).ToArray())
            : ConstantTensor.Of(tensor.Type, shape, Groups(tensor, axes, t => t.Longs()).Select(g => OfLongs(context.Operator, tensor.Type, g)).ToArray()));
    }

    /// <summary>ArgMax and ArgMin.</summary>
    public static void Extreme(NodeContext context)
    {
        ConstantTensor tensor = context.Constant(0, "data");
        int rank = tensor.Shape.Length, axis = Axes.Normalize(context.Attributes.Int("axis", 0), rank);
        bool keepDims = context.Attributes.Flag("keepdims", true), last = context.Attributes.Flag("select_last_index", false), max = context.Operator == "ArgMax";
        if (tensor.Length == 0) throw new ImportProblemException("looks for the largest of an empty constant");
        context.Budget.Take(tensor.Length);
        int[] shape = [.. Enumerable.Range(0, rank).Where(a => keepDims || a != axis).Select(a => a == axis ? 1 : tensor.Shape[a])];
        long[] places = tensor.IsFloating
            ? [.. Groups(tensor, [axis], t => t.Doubles()).Select(g => (long)Find(g, (a, b) => double.IsNaN(a) && !double.IsNaN(b) || (max ? a > b : a < b), last))]
            : [.. Groups(tensor, [axis], t => t.Longs()).Select(g => (long)Find(g, (a, b) => Numbers.Compare(tensor.Type, a, b) is var order && (max ? order > 0 : order < 0), last))];
        context.Give(new ConstantTensor(shape, places));
    }

    /// <summary>Softmax and LogSoftmax, of one axis since opset 13, of all from an axis on before.</summary>
    public static void Softmax(NodeContext context)
    {
        ConstantTensor tensor = context.Constant(0, "data");
        int rank = tensor.Shape.Length, axis = Axes.Normalize(context.Attributes.Int("axis", context.Opset >= 13 ? -1 : 1), rank, allowEnd: context.Opset < 13);
        int[] axes = context.Opset >= 13 ? [axis] : [.. Enumerable.Range(axis, rank - axis)];
        bool log = context.Operator == "LogSoftmax";
        Rows(context, tensor, axes, row =>
        {
            double max = row.Aggregate(double.NegativeInfinity, Math.Max), sum = row.Sum(v => Math.Exp(v - max));
            return [.. row.Select(v => log ? v - max - Math.Log(sum) : Math.Exp(v - max) / sum)];
        });
    }

    /// <summary>LpNormalization along an axis.</summary>
    public static void Normalize(NodeContext context)
    {
        ConstantTensor tensor = context.Constant(0, "data");
        int p = context.Attributes.Size("p", 2, 1);
        Rows(context, tensor, [Axes.Normalize(context.Attributes.Int("axis", -1), tensor.Shape.Length)], row =>
        {
            double norm = p == 1 ? row.Sum(Math.Abs) : Math.Sqrt(row.Sum(v => v * v));
            return [.. row.Select(v => norm == 0 ? 0 : v / norm)];
        });
    }

    /// <summary>CumSum.</summary>
    public static void RunningSum(NodeContext context)
    {
        ConstantTensor tensor = context.Constant(0, "data");
        int axis = Axes.Normalize(context.Numbers(1, "axis") is [var given] ? given : throw new ImportProblemException("has no axis"), tensor.Shape.Length);
        bool exclusive = context.Attributes.Flag("exclusive", false), reverse = context.Attributes.Flag("reverse", false);
        if (tensor.IsFloating)
        {
            Rows(context, tensor, [axis], row => Running(row, (a, b) => Numbers.Round(tensor.Type, a + b), exclusive, reverse));
            return;
        }

        context.Budget.Take(2 * tensor.Length);
        long[] sums = [.. Groups(tensor, [axis], t => t.Longs()).SelectMany(g => Running(g, (a, b) => unchecked(a + b), exclusive, reverse))];
        context.Give(Restore(tensor, [axis], ConstantTensor.Of(tensor.Type, Ordered(tensor, [axis]).Shape, sums)));
    }

    private static T[] Running<T>(T[] row, Func<T, T, T> add, bool exclusive, bool reverse)
        where T : struct
    {
        var sums = new T[row.Length];
        T sum = default;
        for (int i = 0; i < row.Length; i++)
        {
            int at = reverse ? row.Length - 1 - i : i;
            if (exclusive) sums[at] = sum;
            sum = add(sum, row[at]);
            if (!exclusive) sums[at] = sum;
        }

        return sums;
    }

    private static void Rows(NodeContext context, ConstantTensor tensor, int[] axes, Func<double[], double[]> function)
    {
        if (!tensor.IsFloating) throw new ImportProblemException($"computes with constants of {ElementType.Name((int)tensor.Type)}; expected numbers with fractions");
        context.Budget.Take(2 * tensor.Length);
        double[] all = [.. Groups(tensor, axes, t => t.Doubles()).SelectMany(function)];
        context.Give(Restore(tensor, axes, ConstantTensor.Of(tensor.Type, Ordered(tensor, axes).Shape, all)));
    }

    /// <summary>What is gathered to one result, together.</summary>
    private static IEnumerable<T[]> Groups<T>(ConstantTensor tensor, int[] axes, Func<ConstantTensor, T[]> elements)
    {
        int count = (int)Dimensions.Length(axes.Select(a => tensor.Shape[a]).ToArray());
        long results = Dimensions.Length(Enumerable.Range(0, tensor.Shape.Length).Where(a => !axes.Contains(a)).Select(a => tensor.Shape[a]).ToArray());
        T[] all = elements(Ordered(tensor, axes));
        for (int i = 0; i < results; i++) yield return all[(i * count)..((i + 1) * count)];
    }

    /// <summary>The gathered axes last.</summary>
    private static ConstantTensor Ordered(ConstantTensor tensor, int[] axes) => TensorMoves.Transpose(tensor, Order(tensor, axes));

    private static ConstantTensor Restore(ConstantTensor tensor, int[] axes, ConstantTensor ordered)
    {
        int[] order = Order(tensor, axes);
        return TensorMoves.Transpose(ordered, [.. Enumerable.Range(0, order.Length).Select(a => Array.IndexOf(order, a))]);
    }

    private static int[] Order(ConstantTensor tensor, int[] axes) => [.. Enumerable.Range(0, tensor.Shape.Length).Where(a => !axes.Contains(a)), .. axes.Order()];

    private static int Find<T>(T[] row, Func<T, T, bool> isBetter, bool last)
    {
        int best = 0;
        for (int i = 1; i < row.Length; i++)
            if (isBetter(row[i], row[best]) || last && !isBetter(row[best], row[i])) best = i;
        return best;
    }

    private static double OfDoubles(string function, double[] values)
    {
        double max = values.Aggregate(double.NegativeInfinity, Math.Max);
        return function switch
        {
            "ReduceSum" => values.Sum(),
            "ReduceMean" => values.Sum() / values.Length,
            "ReduceProd" => values.Aggregate(1.0, (a, b) => a * b),
            "ReduceMax" => max,
            "ReduceMin" => values.Aggregate(double.PositiveInfinity, Math.Min),
            "ReduceL1" => values.Sum(Math.Abs),
            "ReduceL2" => Math.Sqrt(values.Sum(v => v * v)),
            "ReduceSumSquare" => values.Sum(v => v * v),
            "ReduceLogSum" => Math.Log(values.Sum()),
            _ => double.IsInfinity(max) ? max : max + Math.Log(values.Sum(v => Math.Exp(v - max))),
        };
    }

    private static long OfLongs(string function, DataType type, long[] values)
    {
        long sum = values.Aggregate(0L, (a, b) => unchecked(a + b));
        if (values.Length == 0 && function is "ReduceMax" or "ReduceMin" or "ReduceMean" && values.Length == 0) throw new ImportProblemException("reduces an empty constant of whole numbers");
        return function switch
        {
            "ReduceSum" => sum,
            "ReduceMean" => BinaryFolds.Divide(type, sum, values.Length),
            "ReduceProd" => values.Aggregate(1L, (a, b) => unchecked(a * b)),
            "ReduceMax" => values.Aggregate((a, b) => Numbers.Compare(type, a, b) >= 0 ? a : b),
            "ReduceMin" => values.Aggregate((a, b) => Numbers.Compare(type, a, b) <= 0 ? a : b),
            "ReduceL1" => values.Aggregate(0L, (a, b) => unchecked(a + Math.Abs(b == long.MinValue ? 0 : b))),
            "ReduceSumSquare" => values.Aggregate(0L, (a, b) => unchecked(a + b * b)),
            "ReduceL2" => TensorData.Truncate(Math.Sqrt(values.Sum(v => (double)v * v))),
            "ReduceLogSum" => TensorData.Truncate(Math.Log(sum)),
            _ => TensorData.Truncate(Math.Log(values.Sum(v => Math.Exp(v)))),
        };
    }
}

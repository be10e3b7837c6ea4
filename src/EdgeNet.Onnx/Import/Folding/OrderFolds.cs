using EdgeNet.Onnx.Import.Model;
using EdgeNet.Onnx.Import.Operators;
using static System.FormattableString;

namespace EdgeNet.Onnx.Import.Folding;

/// <summary>TopK on constants: of equal elements the first counts more (https://onnx.ai/onnx/operators/onnx__TopK.html).</summary>
internal static class OrderFolds
{
    public static void Top(NodeContext context)
    {
        ConstantTensor data = context.Constant(0, "data");
        int axis = Axes.Normalize(context.Attributes.Int("axis", -1), data.Shape.Length), size = data.Shape[axis];
        bool largest = context.Opset < 11 || context.Attributes.Flag("largest", true);
        if (context.Opset >= 11) context.Attributes.Ignore("sorted"); // Sorted is one of the orders that unsorted allows.
        long k = context.Opset >= 10 ? context.Numbers(1, "k") is [var given] ? given : -1 : context.Attributes.Int("k", -1);
        if (k < 0 || k > size) throw new ImportProblemException(Invariant($"takes {k} of {size} elements"));
        int[] shape = [.. data.Shape.Select((s, a) => a == axis ? (int)k : s)];
        context.Budget.Take(3 * data.Length);
        long[] strides = TensorMoves.Strides(data.Shape), from = new long[Dimensions.Length(shape)], indices = new long[from.Length];
        long stride = strides[axis];
        Comparison<long> compare = Order(data, largest);
        for (long row = 0; row < data.Length / Math.Max(1, size); row++)
        {
            long start = row / stride * stride * size + row % stride;
            long[] order = [.. Enumerable.Range(0, size).Select(i => start + i * stride)];
            Array.Sort(order, compare);
            for (int i = 0; i < k; i++)
            {
                long to = row / stride * stride * k + row % stride + i * stride;
                from[to] = order[i];
                indices[to] = (order[i] - start) / stride;
            }
        }

        context.Give(0, TensorMoves.Pick(data, shape, from));
        context.Give(1, new ConstantTensor(shape, indices));
    }

    /// <summary>An order in which nothing is equal: of equal elements the one of the smaller index comes first.</summary>
    private static Comparison<long> Order(ConstantTensor data, bool largest)
    {
        int sign = largest ? -1 : 1;
        if (data.IsFloating)
        {
            double[] values = data.Doubles();
            return (a, b) => values[a].CompareTo(values[b]) is var order and not 0 ? sign * order : a.CompareTo(b);
        }

        long[] longs = data.Longs();
        return (a, b) => Numbers.Compare(data.Type, longs[a], longs[b]) is var order and not 0 ? sign * order : a.CompareTo(b);
    }
}

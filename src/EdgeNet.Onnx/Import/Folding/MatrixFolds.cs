using EdgeNet.Onnx.Import.Model;

namespace EdgeNet.Onnx.Import.Folding;

/// <summary>Products of constant matrices: MatMul and Gemm.</summary>
internal static class MatrixFolds
{
    private const long MaxProducts = 1L << 30;

    public static void MatMul(NodeContext context) => context.Give(Multiply(context, context.Constant(0, "factor"), context.Constant(1, "factor")));

    public static void Gemm(NodeContext context)
    {
        context.Attributes.Ignore("broadcast");
        double alpha = context.Attributes.Float("alpha", 1), beta = context.Attributes.Float("beta", 1);
        ConstantTensor a = context.Constant(0, "factor"), b = context.Constant(1, "factor");
        if (a.Shape.Length != 2 || b.Shape.Length != 2) throw new ImportProblemException($"multiplies matrices, and takes {Dimensions.Text(a.Shape)} and {Dimensions.Text(b.Shape)}");
        if (context.Attributes.Flag("transA", false)) a = TensorMoves.Transpose(a, [1, 0]);
        if (context.Attributes.Flag("transB", false)) b = TensorMoves.Transpose(b, [1, 0]);
        ConstantTensor product = Multiply(context, a, b);
        ConstantTensor? c = context.Optional(2, "bias") is { } bias ? BinaryFolds.Expand(bias, product.Shape) : null;
        double[] sums = product.Doubles(), addends = c?.Doubles() ?? [];
        double[] result = new double[sums.Length];
        for (int i = 0; i < result.Length; i++) result[i] = alpha * sums[i] + (c is null || beta == 0 ? 0 : beta * addends[i]);
        context.Give(product.IsFloating
            ? ConstantTensor.Of(product.Type, product.Shape, result)
            : ConstantTensor.Of(product.Type, product.Shape, Array.ConvertAll(result, TensorData.Truncate)));
    }

    private static ConstantTensor Multiply(NodeContext context, ConstantTensor a, ConstantTensor b)
    {
        int[] left = a.Shape.Length == 1 ? [1, .. a.Shape] : a.Shape, right = b.Shape.Length == 1 ? [.. b.Shape, 1] : b.Shape;
        int[]? batch = left.Length > 1 && right.Length > 1 && left[^1] == right[^2] && a.Type == b.Type ? Dimensions.Broadcast(left[..^2], right[..^2]) : null;
        if (batch is null) throw new ImportProblemException($"multiplies {Dimensions.Text(a.Shape)} and {Dimensions.Text(b.Shape)}, which do not match");
        int rows = left[^2], inner = left[^1], columns = right[^1];
        int[] whole = [.. batch, rows, columns];
        TensorMoves.Require(whole);
        long length = Dimensions.Length(whole);
        if (inner > 0 && length > MaxProducts / inner) throw new ImportProblemException($"multiplies constants of {Dimensions.Text(a.Shape)} and {Dimensions.Text(b.Shape)}, which is more than an import does");
        ConstantTensor x = BinaryFolds.Expand(a.Reshape(left), [.. batch, rows, inner]), y = BinaryFolds.Expand(b.Reshape(right), [.. batch, inner, columns]);
        context.Budget.Take(x.Length + y.Length + length);
        int[] shape = [.. batch, .. a.Shape.Length == 1 ? Array.Empty<int>() : [rows], .. b.Shape.Length == 1 ? Array.Empty<int>() : [columns]];
        return a.IsFloating
            ? ConstantTensor.Of(a.Type, shape, Products(x.Doubles(), y.Doubles(), (rows, inner, columns), (sum, p, q) => sum + p * q, length))
            : ConstantTensor.Of(a.Type, shape, Products(x.Longs(), y.Longs(), (rows, inner, columns), (sum, p, q) => unchecked(sum + p * q), length));
    }

    private static T[] Products<T>(T[] x, T[] y, (int Rows, int Inner, int Columns) sizes, Func<T, T, T, T> add, long length)
        where T : struct
    {
        var (rows, inner, columns) = sizes;
        var result = new T[length];
        for (long at = 0; at < length; at++)
        {
            long matrix = at / ((long)rows * columns), row = at / columns % rows, column = at % columns;
            T sum = default;
            for (int k = 0; k < inner; k++) sum = add(sum, x[(matrix * rows + row) * inner + k], y[(matrix * inner + k) * columns + column]);
            result[at] = sum;
        }

        return result;
    }
}

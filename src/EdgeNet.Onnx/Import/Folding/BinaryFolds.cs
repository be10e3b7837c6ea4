using EdgeNet.Onnx.Import.Model;
using static EdgeNet.Onnx.Proto.TensorProto.Types;
using static System.FormattableString;

namespace EdgeNet.Onnx.Import.Folding;

/// <summary>Operators of two or more constants, element by element, broadcast as numpy does it, in the arithmetic of their type.</summary>
internal static class BinaryFolds
{
    /// <summary>Add, Sub, Mul, Div, Min, Max, Sum, Mean of one operand or more.</summary>
    /// <param name="onDoubles">The function of numbers with fractions; its result is rounded to the type.</param>
    /// <param name="onLongs">The function of whole numbers of a type; its result is wrapped to it. Null where there is none.</param>
    public static Action<NodeContext> Of(Func<double, double, double> onDoubles, Func<DataType, long, long, long>? onLongs) => context =>
    {
        context.Attributes.Ignore("broadcast", "axis", "consumed_inputs");
        if (context.InputCount < 1) throw new ImportProblemException("has no inputs");
        ConstantTensor result = context.Constant(0, "operand");
        for (int i = 1; i < context.InputCount; i++) result = Join(context, result, context.Constant(i, "operand"), onDoubles, onLongs);
        context.Give(result);
    };

    /// <summary>The mean of several constants.</summary>
    public static void Mean(NodeContext context)
    {
        Of((a, b) => a + b, null)(context);
        ConstantTensor sum = context.Result();
        int count = context.InputCount;
        context.Give(ConstantTensor.Of(sum.Type, sum.Shape, Array.ConvertAll(sum.Doubles(), v => v / count)));
    }

    /// <summary>Mod: the sign of the divisor; with fmod = 1, and of numbers with fractions, that of the dividend.</summary>
    public static void Mod(NodeContext context)
    {
        bool fmod = context.Attributes.Flag("fmod", false);
        context.Give(Join(context, context.Constant(0, "dividend"), context.Constant(1, "divisor"), (a, b) => fmod ? a % b : a - b * Math.Floor(a / b), (type, a, b) =>
        {
            if (b == 0) throw new ImportProblemException("divides a whole number by 0");
            if (type == DataType.Uint64) return unchecked((long)((ulong)a % (ulong)b));
            if (b == -1) return 0;
            long rest = a % b;
            return !fmod && rest != 0 && rest < 0 != b < 0 ? rest + b : rest;
        }));
    }

    /// <summary>Pow: the base has the result's type, the exponent one of its own.</summary>
    public static void Power(NodeContext context)
    {
        context.Attributes.Ignore("broadcast", "axis");
        ConstantTensor a = context.Constant(0, "base"), b = context.Constant(1, "exponent");
        int[] shape = Broadcast(a, b);
        context.Budget.Take(Dimensions.Length(shape), a, b);
        ConstantTensor left = Expand(a, shape), right = Expand(b, shape);
        if (a.IsFloating || b.IsFloating)
        {
            double[] result = Zip(left.Doubles(), right.Doubles(), Math.Pow);
            context.Give(a.IsFloating ? ConstantTensor.Of(a.Type, shape, result)
                : ConstantTensor.Of(a.Type, shape, Array.ConvertAll(result, v => Numbers.Truncate(a.Type, v))));
            return;
        }

        context.Give(ConstantTensor.Of(a.Type, shape, Zip(left.Longs(), right.Longs(), (x, y) => WholePower(b.Type == DataType.Uint64, x, y))));
    }

    /// <summary>A comparison, which gives truth values.</summary>
    /// <param name="onDoubles">Of numbers with fractions: nothing holds of NaN.</param>
    /// <param name="onOrder">Of whole numbers: what holds of their order, -1, 0 or 1.</param>
    public static Action<NodeContext> Compare(Func<double, double, bool> onDoubles, Func<int, bool> onOrder) => context =>
    {
        context.Attributes.Ignore("broadcast", "axis");
        ConstantTensor a = context.Constant(0, "operand"), b = context.Constant(1, "operand");
        int[] shape = Matching(a, b);
        context.Budget.Take(Dimensions.Length(shape));
        ConstantTensor left = Expand(a, shape), right = Expand(b, shape);
        long[] result = a.IsFloating
            ? Zip(left.Doubles(), right.Doubles(), (x, y) => onDoubles(x, y) ? 1L : 0L)
            : Zip(left.Longs(), right.Longs(), (x, y) => onOrder(Math.Sign(Numbers.Compare(a.Type, x, y))) ? 1L : 0L);
        context.Give(ConstantTensor.Of(DataType.Bool, shape, result));
    };

    /// <summary>And, Or, Xor and their like of bits.</summary>
    public static Action<NodeContext> Bits(Func<long, long, long> onLongs) => context =>
    {
        context.Attributes.Ignore("broadcast", "axis");
        context.Give(Join(context, context.Constant(0, "operand"), context.Constant(1, "operand"), null, (_, a, b) => onLongs(a, b)));
    };

    /// <summary>BitShift of unsigned numbers.</summary>
    public static void Shift(NodeContext context)
    {
        bool left = context.Attributes.OneOf("direction", "", "LEFT", "RIGHT") == "LEFT";
        context.Give(Join(context, context.Constant(0, "number"), context.Constant(1, "shift"), null,
            (_, a, b) => b is < 0 or > 63 ? 0 : unchecked(left ? a << (int)b : (long)((ulong)a >> (int)b))));
    }

    /// <summary>PRelu.</summary>
    public static void PRelu(NodeContext context)
    {
        ConstantTensor data = context.Constant(0, "data"), slope = context.Constant(1, "slope");
        if (!Broadcast(data, slope).SequenceEqual(data.Shape)) throw new ImportProblemException($"has a slope of {Dimensions.Text(slope.Shape)} for {Dimensions.Text(data.Shape)}");
        context.Give(Join(context, data, slope, (a, b) => a < 0 ? a * b : a, (_, a, b) => a < 0 ? unchecked(a * b) : a));
    }

    /// <summary>Where: one of two constants, as a third says.</summary>
    public static void Where(NodeContext context)
    {
        ConstantTensor condition = context.Constant(0, "condition"), a = context.Constant(1, "first choice"), b = context.Constant(2, "second choice");
        int[]? shape = Dimensions.Broadcast(a.Shape, b.Shape) is { } joined ? Dimensions.Broadcast(condition.Shape, joined) : null;
        if (shape is null || a.Type != b.Type) throw new ImportProblemException($"chooses between {Dimensions.Text(a.Shape)} and {Dimensions.Text(b.Shape)}, which do not match");
        TensorMoves.Require(shape);
        int length = (int)Dimensions.Length(shape);
        context.Budget.Take(3L * length);
        long[] holds = Expand(condition, shape).Longs();
        // Both choices as one tensor, of which each element is picked.
        ConstantTensor both = TensorMoves.Concat([Expand(a, shape).Reshape([length]), Expand(b, shape).Reshape([length])], 0);
        long[] from = new long[length];
        for (int i = 0; i < length; i++) from[i] = holds[i] != 0 ? i : length + i;
        context.Give(TensorMoves.Pick(both, shape, from));
    }

    /// <summary>Quotients of whole numbers are cut off.</summary>
    public static long Divide(DataType type, long a, long b)
    {
        if (b == 0) throw new ImportProblemException("divides a whole number by 0");
        if (type == DataType.Uint64) return unchecked((long)((ulong)a / (ulong)b));
        return b == -1 ? unchecked(-a) : a / b;
    }

    /// <summary>The shape of the result.</summary>
    public static int[] Broadcast(ConstantTensor a, ConstantTensor b)
    {
        int[] shape = Dimensions.Broadcast(a.Shape, b.Shape)
            ?? throw new ImportProblemException($"joins constants of {Dimensions.Text(a.Shape)} and {Dimensions.Text(b.Shape)}, which do not match");
        TensorMoves.Require(shape);
        return shape;
    }

    /// <summary>A tensor as often as a shape needs it.</summary>
    public static ConstantTensor Expand(ConstantTensor tensor, int[] shape) => tensor.Shape.SequenceEqual(shape) ? tensor : TensorMoves.Expand(tensor, shape);

    private static ConstantTensor Join(
        NodeContext context, ConstantTensor a, ConstantTensor b, Func<double, double, double>? onDoubles, Func<DataType, long, long, long>? onLongs)
    {
        int[] shape = Matching(a, b);
        context.Budget.Take(Dimensions.Length(shape), a, b);
        if (a.IsFloating ? onDoubles is null : onLongs is null) throw new ImportProblemException($"has constants of {ElementType.Name((int)a.Type)}, for which it is not defined");
        if (a.IsFloating && a.Data.Uniform is { } x && b.Data.Uniform is { } y)
            return new(a.Type, shape, TensorData.Of(Numbers.Round(a.Type, onDoubles!(Numbers.Round(a.Type, x), Numbers.Round(a.Type, y))), Dimensions.Length(shape)));
        ConstantTensor left = Expand(a, shape), right = Expand(b, shape);
        DataType type = a.Type;
        return a.IsFloating
            ? ConstantTensor.Of(type, shape, Zip(left.Doubles(), right.Doubles(), onDoubles!))
            : ConstantTensor.Of(type, shape, Zip(left.Longs(), right.Longs(), (p, q) => onLongs!(type, p, q)));
    }

    private static int[] Matching(ConstantTensor a, ConstantTensor b)
    {
        if (a.Type != b.Type)
            throw new ImportProblemException($"joins constants of {ElementType.Name((int)a.Type)} and {ElementType.Name((int)b.Type)}; expected one type");
        return Broadcast(a, b);
    }

    private static long WholePower(bool isUnsigned, long x, long exponent)
    {
        if (!isUnsigned && exponent < 0)
        {
            return x switch { 1 => 1, -1 => exponent % 2 == 0 ? 1 : -1, 0 => throw new ImportProblemException("divides a whole number by 0"), _ => 0 };
        }

        long power = 1;
        for (ulong left = unchecked((ulong)exponent); left > 0; left >>= 1)
        {
            if ((left & 1) != 0) power = unchecked(power * x);
            x = unchecked(x * x);
        }

        return power;
    }

    private static TResult[] Zip<T, TResult>(T[] a, T[] b, Func<T, T, TResult> function)
    {
        var result = new TResult[a.Length];
        for (int i = 0; i < result.Length; i++) result[i] = function(a[i], b[i]);
        return result;
    }
}

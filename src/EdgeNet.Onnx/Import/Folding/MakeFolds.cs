using EdgeNet.Onnx.Import.Model;
using static System.FormattableString;
using static EdgeNet.Onnx.Proto.TensorProto.Types;

namespace EdgeNet.Onnx.Import.Folding;

/// <summary>The operators that make constants: Constant, ConstantOfShape, Range.</summary>
internal static class MakeFolds
{
    public static void Constant(NodeContext context)
    {
        NodeAttributes attributes = context.Attributes;
        foreach (string unsupported in new[] { "value_string", "value_strings" })
            if (attributes.Has(unsupported)) throw new ImportProblemException($"has a {unsupported}; expected numbers");
        ConstantTensor? value = attributes.Tensor("value") ?? attributes.SparseTensor("sparse_value");
        if (value is null && attributes.Float("value_float") is { } number) value = new([], [number]);
        if (value is null && attributes.Int("value_int") is { } whole) value = new([], (long[])[whole]);
        if (value is null && attributes.Floats("value_floats") is { } numbers) value = new([numbers.Length], numbers);
        if (value is null && attributes.Ints("value_ints") is { } wholes) value = new([wholes.Length], wholes);
        context.Give(value ?? throw new ImportProblemException("has no value"));
    }

    public static void OfShape(NodeContext context)
    {
        long[] sizes = context.Numbers(0, "shape") ?? throw new ImportProblemException("has no shape");
        ConstantTensor fill = context.Attributes.Tensor("value") ?? new([1], [0f]);
        if (fill.Length != 1) throw new ImportProblemException(Invariant($"has a value of {fill.Length} elements; expected one"));
        long length = Dimensions.Length(sizes);
        if (length < 0 || sizes.Length > Dimensions.MaxRank || sizes.Any(s => s > int.MaxValue)) throw new ImportProblemException($"gives a constant of the shape {Dimensions.Text(sizes)}");
        var tensor = new ConstantTensor(fill.Type, [.. sizes.Select(s => (int)s)], fill.IsFloating ? TensorData.Of(fill.Doubles()[0], length) : Whole(fill.Longs()[0], length));
        context.Budget.Take(length, tensor);
        context.Give(tensor);
    }

    /// <summary>A whole number many times; float64, in which a uniform constant is kept, does not hold the largest.</summary>
    private static TensorData Whole(long value, long length)
    {
        if (Math.Abs((double)value) <= 1L << 53) return TensorData.Of((double)value, length);
        long[] all = new long[length];
        Array.Fill(all, value);
        return TensorData.Of(all);
    }

    public static void Range(NodeContext context)
    {
        ConstantTensor start = context.Constant(0, "start"), limit = context.Constant(1, "limit"), delta = context.Constant(2, "delta");
        if (start.Length != 1 || limit.Length != 1 || delta.Length != 1) throw new ImportProblemException("expects start, limit and delta to be single numbers");
        double from = Number(start), to = Number(limit), step = Number(delta), count = Math.Max(0, Math.Ceiling((to - from) / step));
        if (!double.IsFinite(count) || count > Dimensions.MaxElements) throw new ImportProblemException(Invariant($"counts from {from} to {to} by {step}"));
        context.Budget.Take((long)count);
        context.Give(start.IsFloating
            ? ConstantTensor.Of(start.Type, [(int)count], (double[])[.. Enumerable.Range(0, (int)count).Select(i => from + i * step)])
            : ConstantTensor.Of(start.Type, [(int)count], (long[])[.. Enumerable.Range(0, (int)count).Select(i => unchecked(start.Longs()[0] + i * delta.Longs()[0]))]));
    }

    private static double Number(ConstantTensor tensor) => tensor.Doubles()[0];

    /// <summary>A cast of a constant.</summary>
    public static void Cast(NodeContext context)
    {
        context.Attributes.Ignore("saturate", "round_mode");
        ConstantTensor tensor = context.Constant(0, "data");
        var to = (DataType)(context.Operator == "CastLike" ? (int)context.Constant(1, "type").Type : context.Attributes.Size("to", 0, 0));
        context.Give(Convert(context, tensor, to));
    }

    /// <summary>A constant in another type.</summary>
    public static ConstantTensor Convert(NodeContext context, ConstantTensor tensor, DataType to)
    {
        if (ElementType.Size(to) == 0) throw new ImportProblemException($"casts to {ElementType.Name((int)to)}; numbers of 8 to 64 bits are supported");
        context.Budget.Take(tensor.Length, tensor);
        return Convert(tensor, to);
    }

    private static ConstantTensor Convert(ConstantTensor tensor, DataType to)
    {
        if (tensor.Type == to) return tensor;
        bool toFloating = ElementType.IsFloating(to);
        if (tensor.Data.Uniform is { } value && tensor.IsFloating)
            return new(to, tensor.Shape, TensorData.Of(toFloating ? Numbers.Round(to, value) : Numbers.Truncate(to, value), tensor.Length));
        // Weights in 16 bits stay in the file until they are needed.
        if (tensor.IsFloating && to == DataType.Float) return new(to, tensor.Shape, TensorData.Of(tensor.Floats));
        if (toFloating) return ConstantTensor.Of(to, tensor.Shape, [.. tensor.Doubles()]);
        return ConstantTensor.Of(to, tensor.Shape, tensor.IsFloating ? Array.ConvertAll(tensor.Doubles(), v => Numbers.Truncate(to, v)) : [.. tensor.Longs()]);
    }
}

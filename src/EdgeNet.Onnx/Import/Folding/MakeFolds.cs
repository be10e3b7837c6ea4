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
        foreach (string unsupported in new[] { "sparse_value", "value_string", "value_strings" })
            if (attributes.Has(unsupported)) throw new ImportProblemException($"has a {unsupported}; expected numbers in a dense tensor");
        ConstantTensor? value = attributes.Tensor("value");
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
        var tensor = new ConstantTensor(fill.Type, [.. sizes.Select(s => (int)s)], TensorData.Of(fill.IsFloating ? fill.Floats()[0] : fill.Longs()[0], length));
        context.Budget.Take(length, tensor);
        context.Give(tensor);
    }

    public static void Range(NodeContext context)
    {
        ConstantTensor start = context.Constant(0, "start"), limit = context.Constant(1, "limit"), delta = context.Constant(2, "delta");
        if (start.Length != 1 || limit.Length != 1 || delta.Length != 1) throw new ImportProblemException("expects start, limit and delta to be single numbers");
        double from = Number(start), to = Number(limit), step = Number(delta), count = Math.Max(0, Math.Ceiling((to - from) / step));
        if (!double.IsFinite(count) || count > Dimensions.MaxElements) throw new ImportProblemException(Invariant($"counts from {from} to {to} by {step}"));
        context.Budget.Take((long)count);
        context.Give(start.IsFloating
            ? new ConstantTensor([(int)count], [.. Enumerable.Range(0, (int)count).Select(i => (float)(from + i * step))])
            : new ConstantTensor(start.Type, [(int)count], TensorData.Of([.. Enumerable.Range(0, (int)count).Select(i => (long)(from + i * step))])));
    }

    private static double Number(ConstantTensor tensor) => tensor.IsFloating ? tensor.Floats()[0] : tensor.Longs()[0];

    /// <summary>A cast of a constant.</summary>
    public static void Cast(NodeContext context)
    {
        context.Attributes.Ignore("saturate", "round_mode");
        ConstantTensor tensor = context.Constant(0, "data");
        var to = (DataType)(context.Operator == "CastLike" ? (int)context.Constant(1, "type").Type : context.Attributes.Size("to", 0, 0));
        if (ElementType.Size(to) == 0) throw new ImportProblemException($"casts to {ElementType.Name((int)to)}; numbers of 8 to 64 bits are supported");
        context.Budget.Take(tensor.Length, tensor);
        context.Give(Convert(tensor, to));
    }

    private static ConstantTensor Convert(ConstantTensor tensor, DataType to)
    {
        if (tensor.Type == to) return tensor;
        if (to == DataType.Bool) return new(to, tensor.Shape, TensorData.Of(Array.ConvertAll(tensor.Floats(), v => v != 0 ? 1L : 0L)));
        bool toFloating = ElementType.IsFloating(to);
        if (tensor.Data.Uniform is { } value) return new(to, tensor.Shape, TensorData.Of(toFloating ? value : TensorData.Truncate(value), tensor.Length));
        return new(to, tensor.Shape, toFloating ? TensorData.Of(tensor.Floats) : TensorData.Of(tensor.Longs()));
    }
}

using static EdgeNet.Onnx.Proto.TensorProto.Types;

namespace EdgeNet.Onnx.Tests.Peers.Graphs;

/// <summary>Operators that make constants, and those that only constants are computed with.</summary>
internal static class ConstantMakers
{
    public static Dictionary<string, OperatorMaker> All { get; } = new(StringComparer.Ordinal)
    {
        ["Constant"] = new(Constant),
        ["ConstantOfShape"] = new(OfShape, 9),
        ["DequantizeLinear"] = new(Dequantize, 10),
        ["EyeLike"] = new(Eye, 9),
        ["NonZero"] = new(NonZero, 9),
        ["OneHot"] = new(OneHot, 9),
        ["QuantizeLinear"] = new(Quantize, 10),
        ["Range"] = new(Range, 11),
    };

    private static void Constant(GraphWriter w)
    {
        int[] shape = w.Draw(w.Between(0, 4), 1, 4);
        int length = shape.Aggregate(1, (a, b) => a * b);
        double[] elements = [.. Enumerable.Range(0, length).Select(_ => w.Element(DataType.Float))];
        if (w.Opset < 12 || w.Flip()) w.Add("Constant", [], DataType.Float, shape,
            ("value", Tensors.Of(DataType.Float, shape, elements, w.Flip())));
        else if (w.Flip()) w.Add("Constant", [], DataType.Float, [length], ("value_floats", elements.Select(e => (float)e).ToArray()));
        else if (w.Flip()) w.Add("Constant", [], DataType.Float, [], ("value_float", (float)elements[0]));
        else w.Add("Constant", [], DataType.Int64, [], ("value_int", w.Between(-3, 9)));
    }

    private static void OfShape(GraphWriter w)
    {
        int[] shape = w.Draw(w.Between(1, 4), 1, 4);
        DataType type = w.OneOf(DataType.Float, DataType.Int64, DataType.Bool);
        bool isDefault = type == DataType.Float && w.Flip(0.3);
        w.Add("ConstantOfShape", [w.Operands.Ints(shape)], type, shape,
            ("value", isDefault ? null : Tensors.Of(type, [1], [w.Element(type)], w.Flip())));
    }

    private static void Range(GraphWriter w)
    {
        int start = w.Between(-4, 4), step = w.OneOf(-2, -1, 1, 2, 3), count = w.Between(1, 6);
        DataType type = w.OneOf(DataType.Float, DataType.Int64, DataType.Int32);
        double unit = type == DataType.Float ? 0.25 : 1;
        int end = start + step * count - (Math.Abs(step) > 1 && w.Flip() ? Math.Sign(step) : 0);
        GraphValue Scalar(int value) => w.Constant(type, [], [value * unit]);
        GraphValue[] inputs = [Scalar(start), Scalar(end), Scalar(step)];
        foreach (GraphValue input in inputs) w.Exact.Add(input.Name);
        w.Add("Range", inputs, type, [count]);
    }

    private static void Eye(GraphWriter w)
    {
        GraphValue x = w.Constant(w.OneOf(DataType.Float, DataType.Int64), w.Draw(2, 1, 5));
        DataType type = w.Flip() ? DataType.Float : x.Type;
        w.Add("EyeLike", [x], type, x.Shape, ("k", w.Flip() ? w.Between(-2, 2) : null),
            ("dtype", type == x.Type && w.Flip() ? null : (int)type));
    }

    private static void OneHot(GraphWriter w)
    {
        int[] shape = w.Draw(w.Between(1, 2), 1, 4);
        int depth = w.Between(2, 5), axis = w.Below(shape.Length + 1);
        DataType type = w.OneOf(DataType.Float, DataType.Int64);
        GraphValue indices = w.Constant(DataType.Int64, shape, () => w.Between(-depth, depth - 1));
        GraphValue values = w.Constant(type, [2]);
        int[] result = [.. shape[..axis], depth, .. shape[axis..]];
        w.Add("OneHot", [indices, w.Operands.Int(depth, mayBeVector: true), values], type, result,
            ("axis", axis == shape.Length && w.Flip() ? null : axis));
    }

    private static void NonZero(GraphWriter w)
    {
        int[] shape = w.Draw(w.Between(1, 3), 1, 4);
        int length = shape.Aggregate(1, (a, b) => a * b);
        double[] elements = [.. Enumerable.Range(0, length).Select(i => i == 0 ? 1.0 : w.Below(3))];
        GraphValue x = w.Constant(w.OneOf(DataType.Float, DataType.Int64), shape, elements);
        w.Exact.Add(x.Name);
        w.Add("NonZero", [x], DataType.Int64, [shape.Length, elements.Count(e => e != 0)]);
    }

    private static GraphValue Scale(GraphWriter w, int[] shape) => w.Constant(DataType.Float, shape, () => w.OneOf(0.125, 0.25, 0.5));

    private static void Quantize(GraphWriter w)
    {
        GraphValue x = w.Operand("QuantizeLinear", v => v.Rank > 0 && v.IsConstant);
        DataType type = w.OneOf(DataType.Uint8, DataType.Int8);
        (int axis, int[] shape) = Along(w, x);
        GraphValue quantised = w.Compute("QuantizeLinear", [x, Scale(w, shape), w.Constant(type, shape, () => w.Between(0, 9))], type,
            x.Shape, ("axis", shape.Length > 0 ? axis : null));
        // Alone it is of little use.
        GraphValue scale = Scale(w, []);
        w.Add("DequantizeLinear", [quantised, scale, w.Constant(type, [], [3])], DataType.Float, x.Shape);
    }

    private static void Dequantize(GraphWriter w)
    {
        DataType type = w.OneOf(DataType.Uint8, DataType.Int8, DataType.Int32);
        GraphValue x = w.Constant(type, w.Draw(w.Between(1, 4), 1, 4));
        (int axis, int[] shape) = Along(w, x);
        GraphValue? zero = type != DataType.Int32 && w.Flip() ? w.Constant(type, shape, () => w.Between(0, 5)) : null;
        w.Add("DequantizeLinear", [x, Scale(w, shape), zero], DataType.Float, x.Shape, ("axis", shape.Length > 0 ? axis : null));
    }

    private static (int Axis, int[] Shape) Along(GraphWriter w, GraphValue x)
    {
        int axis = w.Below(x.Rank);
        return w.Opset >= 13 && w.Flip() ? (axis, [x.Shape[axis]]) : (axis, []);
    }
}

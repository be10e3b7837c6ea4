using static EdgeNet.Onnx.Proto.TensorProto.Types;

namespace EdgeNet.Onnx.Tests.Peers.Graphs;

/// <summary>Operands of known values and shapes, written the many ways in which exporters leave them: whatever is constant is to be
/// folded.</summary>
internal sealed class OperandWriter(GraphWriter writer)
{
    /// <summary>Nodes that an operand needs at most.</summary>
    private const int Room = 4;

    /// <summary>A vector of whole numbers of int64, such as axes, shapes and indices.</summary>
    public GraphValue Ints(params int[] values) => Mark(DrawInts(values));

    /// <summary>A scalar of int64, or where it may be either, a vector of one.</summary>
    public GraphValue Int(int value, bool mayBeVector = false)
    {
        if (mayBeVector && writer.Flip()) return Ints(value);
        if (writer.Left < Room || writer.Flip(0.7)) return Mark(writer.Constant(DataType.Int64, [], [value]));
        return Mark(writer.Compute("Gather", [Ints(value, 7), Mark(writer.Constant(DataType.Int64, [], [0]))], DataType.Int64, []));
    }

    /// <summary>Floats of a shape: weights and their like.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="isPositive">Whether a variance or a divisor, above 0.</param>
    public GraphValue Weights(int[] shape, bool isPositive = false)
    {
        if (!isPositive && writer.Flip(0.3) && writer.Find(v => v.IsFloat && v.IsConstant
            && v.Shape.SequenceEqual(shape)) is { } found) return found;
        double Draw() => isPositive ? 0.25 + writer.Below(16) / 8.0 : writer.Element(DataType.Float);
        GraphValue New(params int[] s) => writer.Constant(DataType.Float, s, Draw);
        int length = shape.Aggregate(1, (a, b) => a * b), rank = shape.Length;
        if (writer.Left < Room || rank == 0 || isPositive || length == 0 || writer.Flip(0.55)) return New(shape);
        switch (writer.Below(11))
        {
            case 0:
                return writer.Compute("Reshape", [New(length), Ints(shape)], DataType.Float, shape);
            case 1:
                int[] order = writer.Order(rank), from = new int[rank];
                for (int a = 0; a < rank; a++) from[order[a]] = shape[a];
                return writer.Compute("Transpose", [New(from)], DataType.Float, shape, ("perm", order));
            case 2:
                int[] some = [.. shape.Select(s => writer.Flip() ? s : 1)];
                return writer.Compute("Expand", [New(some), Ints(shape)], DataType.Float, shape);
            case 3:
                // What torch.nn.utils.weight_norm exports: direction, divided by its norm, times a length.
                GraphValue v = New(shape);
                int[] ones = [shape[0], .. Enumerable.Repeat(1, rank - 1)];
                int[] axes = [.. Enumerable.Range(1, rank - 1)];
                GraphValue norm = rank == 1 ? New(1)
                    : writer.Opset < 18 ? writer.Compute("ReduceL2", [v], DataType.Float, ones, ("axes", axes))
                    : writer.Compute("ReduceL2", [v, Ints(axes)], DataType.Float, ones);
                GraphValue unit = writer.Compute("Div", [v, norm], DataType.Float, shape);
                return writer.Compute("Mul", [unit, New(rank == 1 ? [1] : ones)], DataType.Float, shape);
            case 4:
                GraphValue scale = writer.Constant(DataType.Float, [], [0.125]),
                    zero = writer.Constant(DataType.Int8, [], [writer.Between(-3, 3)]);
                GraphValue quantised = writer.Constant(DataType.Int8, shape, () => writer.Between(-20, 20));
                return writer.Opset < 10 ? New(shape) : writer.Compute("DequantizeLinear", [quantised, scale, zero], DataType.Float, shape);
            case 5:
                DataType wide = writer.OneOf(DataType.Double, DataType.Float16, DataType.Int32);
                return writer.Compute("Cast", [writer.Constant(wide, shape)], DataType.Float, shape, ("to", 1));
            case 6 when shape[0] > 1:
                int first = writer.Between(1, shape[0] - 1);
                return writer.Compute("Concat", [New([first, .. shape[1..]]), New([shape[0] - first, .. shape[1..]])], DataType.Float,
                    shape, ("axis", 0));
            case 7:
                return writer.Compute("ConstantOfShape", [Ints(shape)], DataType.Float, shape,
                    ("value", Tensors.Of(DataType.Float, [1], [writer.Element(DataType.Float)], true)));
            case 8:
                return writer.Compute("Where", [writer.Constant(DataType.Bool, shape), New(shape), New(1)], DataType.Float, shape);
            case 9:
                return writer.Compute(writer.OneOf("Add", "Sub", "Mul"), [New(shape), New(1)], DataType.Float, shape);
            default:
                int[] long1 = [shape[0] + writer.Between(1, 2), .. shape[1..]];
                GraphValue rows = writer.Constant(DataType.Int64, [shape[0]], () => writer.Between(-long1[0], long1[0] - 1));
                return writer.Compute("Gather", [New(long1), rows], DataType.Float, shape, ("axis", 0));
        }
    }

    private GraphValue Mark(GraphValue value)
    {
        writer.Exact.Add(value.Name);
        return value;
    }

    private GraphValue New(DataType type, params int[] values) =>
        Mark(writer.Constant(type, [values.Length], [.. values.Select(v => (double)v)]));

    private GraphValue New(params int[] values) => New(DataType.Int64, values);

    private GraphValue Give(string name, int count, GraphValue?[] inputs, params (string, object?)[] attributes) =>
        Mark(writer.Compute(name, inputs, DataType.Int64, [count], attributes));

    private GraphValue DrawInts(int[] values)
    {
        int n = values.Length;
        if (writer.Left < Room || writer.Flip(0.6) || values.Any(v => Math.Abs(v) > 100)) return New(values);
        int[] noise = writer.Draw(n, -3, 3);
        switch (writer.Below(17))
        {
            case 0 when writer.Pool.FirstOrDefault(v => v.Shape.SequenceEqual(values)) is { } same:
                return Give("Shape", n, [same]);
            case 1 when n > 0 && values.All(v => v is > 0 and < 9) && writer.Find(v => values.Any(v.Shape.Contains)) is { } other:
                // Sizes from a value's shape, one by one, as PyTorch writes them.
                int size = other.Shape.First(values.Contains), at = Array.IndexOf(values, size);
                GraphValue shape = Give("Shape", other.Rank, [other]);
                GraphValue one = Give("Gather", 1, [shape, New(Array.IndexOf(other.Shape, size))], ("axis", 0));
                GraphValue?[] parts = [at > 0 ? New(values[..at]) : null, one, at < n - 1 ? New(values[(at + 1)..]) : null];
                return Give("Concat", n, [.. parts.Where(p => p is not null)], ("axis", 0));
            case 2 when n > 1:
                return Give("Concat", n, [New(values[..1]), New(values[1..])], ("axis", 0));
            case 3:
                return Give("Cast", n, [New(writer.OneOf(DataType.Int32, DataType.Float, DataType.Double, DataType.Int8), values)],
                    ("to", 7));
            case 4:
                return Give("Add", n, [New([.. values.Zip(noise, (v, d) => v - d)]), New(noise)]);
            case 5:
                return Give("Sub", n, [New([.. values.Zip(noise, (v, d) => v + d)]), New(noise)]);
            case 6:
                return Give("Mul", n, [New([.. values.Select(v => -v)]), New(-1)]);
            case 7:
                return Give("Div", n, [New([.. values.Select(v => 3 * v)]), New(3)]);
            case 8 when n > 0:
                int[] order = writer.Order(n), shuffled = new int[n];
                for (int i = 0; i < n; i++) shuffled[order[i]] = values[i];
                return Give("Gather", n, [New(shuffled), New([.. order.Select(o => writer.Flip() ? o : o - n)])], ("axis", 0));
            case 9 when writer.Opset >= 10:
                return Give("Slice", n, [New([9, .. values, 8]), New(1), New(n + 1), New(0)]);
            case 10 when n > 0 && writer.Opset >= 13:
                return Give("Squeeze", n, [Mark(writer.Constant(DataType.Int64, [1, n], [.. values.Select(v => (double)v)])), New(0)]);
            case 11 when n > 0:
                return Give("Reshape", n, [Mark(writer.Constant(DataType.Int64, [n, 1], [.. values.Select(v => (double)v)])), New(-1)]);
            case 12 when n > 0:
                GraphValue choice = Mark(writer.Constant(DataType.Bool, [n], [.. noise.Select(d => d > 0 ? 1.0 : 0)]));
                return Give("Where", n, [choice, New([.. values.Zip(noise, (v, d) => d > 0 ? v : 5)]),
                    New([.. values.Zip(noise, (v, d) => d > 0 ? 6 : v)])]);
            case 13 when n > 1 && values.All(v => v == values[0]):
                return writer.Flip() ? Give("Expand", n, [New(values[0]), New(n)]) : Give("Tile", n, [New(values[0]), New(n)]);
            case 14 when n > 1 && writer.Opset >= 11 && Enumerable.Range(1, n - 1).All(i =>
                values[i] - values[i - 1] == values[1] - values[0]) && values[1] != values[0]:
                GraphValue Scalar(int v) => Mark(writer.Constant(DataType.Int64, [], [v]));
                int step = values[1] - values[0];
                return Give("Range", n, [Scalar(values[0]), Scalar(values[^1] + step), Scalar(step)]);
            case 15 when n > 0 && writer.Opset >= 11:
                int place = writer.Below(n);
                int[] wrong = [.. values.Select((v, i) => i == place ? 77 : v)];
                return Give("ScatterND", n, [New(wrong), Mark(writer.Constant(DataType.Int64, [1, 1], [place])), New(values[place])]);
            case 16 when writer.Opset >= 12:
                return Give("Constant", n, [], ("value_ints", values));
            default:
                return New(values);
        }
    }
}

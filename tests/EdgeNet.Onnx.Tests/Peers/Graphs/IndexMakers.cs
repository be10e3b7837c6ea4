using static EdgeNet.Onnx.Proto.TensorProto.Types;

namespace EdgeNet.Onnx.Tests.Peers.Graphs;

/// <summary>Operators that take or put elements by index; the indices are constants.</summary>
internal static class IndexMakers
{
    private static readonly DataType[] Types = [DataType.Float, DataType.Float, DataType.Float, DataType.Bool, DataType.Int64,
        DataType.Int32];

    public static Dictionary<string, OperatorMaker> All { get; } = new(StringComparer.Ordinal)
    {
        ["Gather"] = new(Gather),
        ["GatherElements"] = new(GatherElements, 11),
        ["GatherND"] = new(GatherND, 11),
        ["Scatter"] = new(w => ScatterElements(w, "Scatter"), 9, 10),
        ["ScatterElements"] = new(w => ScatterElements(w, "ScatterElements"), 11),
        ["ScatterND"] = new(ScatterND, 11),
    };

    private static GraphValue Indices(GraphWriter w, int[] shape, int size, bool mayBeNegative) =>
        w.Constant(w.OneOf(DataType.Int64, DataType.Int64, DataType.Int32), shape, () => w.Between(mayBeNegative ? -size : 0, size - 1));

    private static void Gather(GraphWriter w)
    {
        GraphValue x = w.Operand("Gather", v => v.Rank > 0, Types);
        int axis = w.Below(x.Rank);
        int[] of = w.Draw(Math.Min(w.Below(3), 6 - x.Rank), 1, 4);
        int[] shape = [.. x.Shape[..axis], .. of, .. x.Shape[(axis + 1)..]];
        w.Add("Gather", [x, Indices(w, of, x.Shape[axis], w.Opset >= 11)], x.Type, shape,
            ("axis", axis == 0 && w.Flip() ? null : Shapes.Axis(w, axis, x.Rank)));
    }

    private static void GatherElements(GraphWriter w)
    {
        GraphValue x = w.Operand("GatherElements", v => v.Rank > 0, Types);
        int axis = w.Below(x.Rank);
        int[] shape = [.. x.Shape.Select((s, a) => a == axis ? w.Between(1, 4) : w.Between(1, s))];
        w.Add("GatherElements", [x, Indices(w, shape, x.Shape[axis], true)], x.Type, shape, ("axis", Shapes.Axis(w, axis, x.Rank)));
    }

    private static void GatherND(GraphWriter w)
    {
        GraphValue x = w.Operand("GatherND", v => v.Rank > 0, Types);
        int batch = w.Opset >= 12 && x.Rank > 1 && w.Flip(0.3) ? 1 : 0, depth = w.Between(1, x.Rank - batch);
        int[] outer = [.. x.Shape[..batch], .. w.Draw(w.Between(batch == 0 ? 0 : 1, 1), 1, 4)];
        int[] shape = [.. outer, .. x.Shape[(batch + depth)..]];
        var random = new Queue<double>();
        for (int i = outer.Aggregate(1, (a, b) => a * b); i > 0; i--)
            for (int d = 0; d < depth; d++) random.Enqueue(w.Between(-x.Shape[batch + d], x.Shape[batch + d] - 1));
        GraphValue indices = w.Constant(DataType.Int64, [.. outer, depth], random.Dequeue);
        w.Add("GatherND", [x, indices], x.Type, shape, ("batch_dims", batch > 0 ? batch : null));
    }

    private static void ScatterElements(GraphWriter w, string name)
    {
        GraphValue x = w.Operand(name, v => v.Rank > 0, DataType.Float, DataType.Float, DataType.Int64);
        int axis = w.Below(x.Rank), count = w.Between(1, x.Shape[axis]);
        int[] shape = [.. x.Shape.Select((s, a) => a == axis ? count : w.Between(1, s))];
        string? how = w.Opset >= 18 && w.Flip(0.4) ? w.OneOf("none", "add", "mul", "max", "min") : w.Opset >= 16 && w.Flip(0.3)
            ? w.OneOf("add", "mul") : null;
        // Places that are written twice hold either.
        int[] order = w.Order(x.Shape[axis]);
        int inner = shape[(axis + 1)..].Aggregate(1, (a, b) => a * b), at = 0;
        GraphValue indices = how is null or "none"
            ? w.Constant(DataType.Int64, shape, () => order[at++ / inner % count] - (name != "Scatter" && w.Flip(0.2) ? x.Shape[axis] : 0))
            : Indices(w, shape, x.Shape[axis], true);
        w.Add(name, [x, indices, Updates(w, x, shape)], x.Type, x.Shape, ("axis", Shapes.Axis(w, axis, x.Rank)), ("reduction", how));
    }

    private static void ScatterND(GraphWriter w)
    {
        GraphValue x = w.Operand("ScatterND", v => v.Rank > 0, DataType.Float, DataType.Float, DataType.Int64);
        int depth = w.Between(1, x.Rank), places = x.Shape[..depth].Aggregate(1, (a, b) => a * b),
            count = w.Between(1, Math.Min(places, 4));
        string? how = w.Opset >= 18 && w.Flip(0.4) ? w.OneOf("none", "add", "mul", "max", "min") : w.Opset >= 16 && w.Flip(0.3)
            ? w.OneOf("add", "mul") : null;
        int[] order = w.Order(places);
        var elements = new Queue<double>();
        for (int i = 0; i < count; i++)
        {
            int place = how is null or "none" ? order[i] : w.Below(places);
            var index = new double[depth];
            for (int d = depth - 1; d >= 0; place /= x.Shape[d--]) index[d] = place % x.Shape[d] - (w.Flip(0.2) ? x.Shape[d] : 0);
            foreach (double i1 in index) elements.Enqueue(i1);
        }

        GraphValue indices = w.Constant(DataType.Int64, [count, depth], elements.Dequeue);
        w.Add("ScatterND", [x, indices, Updates(w, x, [count, .. x.Shape[depth..]])], x.Type, x.Shape, ("reduction", how));
    }

    private static GraphValue Updates(GraphWriter w, GraphValue x, int[] shape) =>
        w.Flip() && w.Find(v => v.Type == x.Type && v.Shape.SequenceEqual(shape)) is { } found ? found
            : x.IsFloat ? w.Operands.Weights(shape) : w.Constant(x.Type, shape);
}

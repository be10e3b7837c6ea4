using static EdgeNet.Onnx.Proto.TensorProto.Types;

namespace EdgeNet.Onnx.Tests.Peers.Graphs;

/// <summary>What gathers axes.</summary>
internal static class ReduceMakers
{
    public static Dictionary<string, OperatorMaker> All { get; } = Make();

    private static Dictionary<string, OperatorMaker> Make()
    {
        var all = new Dictionary<string, OperatorMaker>(StringComparer.Ordinal);
        foreach (string kind in new[] { "L1", "L2", "LogSum", "LogSumExp", "Max", "Mean", "Min", "Prod", "Sum", "SumSquare" })
        {
            string name = "Reduce" + kind;
            all[name] = new(w => Reduce(w, name));
        }

        foreach (string name in new[] { "ArgMax", "ArgMin" }) all[name] = new(w => Extreme(w, name));
        foreach (string name in new[] { "Softmax", "LogSoftmax" }) all[name] = new(w => Softmax(w, name));
        all["Hardmax"] = new(w => Softmax(w, "Hardmax"));
        all["CumSum"] = new(RunningSum, 11);
        return all;
    }

    private static void Reduce(GraphWriter w, string name)
    {
        bool isPlain = name is "ReduceMax" or "ReduceMin" or "ReduceSum" or "ReduceMean" or "ReduceProd";
        GraphValue x = isPlain ? w.Operand(name, v => v.Rank > 0, DataType.Float, DataType.Float, DataType.Int64, DataType.Int32)
            : w.Operand(name, v => v.Rank > 0);
        int asInputFrom = name == "ReduceSum" ? 13 : 18;
        int[] axes = [.. w.Order(x.Rank).Take(w.Below(x.Rank + 1))];
        bool keep = w.Flip(0.6), none = axes.Length == 0 && w.Opset >= asInputFrom && w.Flip();
        int[] of = axes.Length > 0 ? axes : none ? [] : [.. Enumerable.Range(0, x.Rank)];
        int[]? given = axes.Length == 0 ? null : [.. axes.Select(a => w.Opset >= 11 ? Shapes.Axis(w, a, x.Rank) : a)];
        (string, object?)[] attributes = [("keepdims", keep && w.Flip() ? null : keep ? 1 : 0), ("noop_with_empty_axes", none ? 1 : null),
            ("axes", w.Opset < asInputFrom ? given : null)];
        GraphValue? input = w.Opset >= asInputFrom && given is not null ? w.Operands.Ints(given) : null;
        w.Add(name, [x, input], x.Type, Shapes.Without(x.Shape, of, keep), attributes);
    }

    private static void Extreme(GraphWriter w, string name)
    {
        GraphValue x = w.Operand(name, v => v.Rank > 0, DataType.Float, DataType.Float, DataType.Int32);
        int axis = w.Below(x.Rank);
        bool keep = w.Flip();
        w.Add(name, [x], DataType.Int64, Shapes.Without(x.Shape, [axis], keep),
            ("axis", axis == 0 && w.Flip() ? null : w.Opset >= 11 ? Shapes.Axis(w, axis, x.Rank) : axis),
            ("keepdims", keep && w.Flip() ? null : keep ? 1 : 0), ("select_last_index", w.Opset >= 12 && w.Flip(0.3) ? 1 : null));
    }

    private static void Softmax(GraphWriter w, string name)
    {
        GraphValue x = w.Operand(name, v => v.Rank > (w.Opset < 13 ? 1 : 0));
        int axis = w.Below(x.Rank);
        w.Add(name, [x], x.Type, x.Shape, ("axis", w.Flip(0.7) ? w.Opset >= 11 ? Shapes.Axis(w, axis, x.Rank) : axis : null));
    }

    private static void RunningSum(GraphWriter w)
    {
        GraphValue x = w.Operand("CumSum", v => v.Rank > 0, DataType.Float, DataType.Int64, DataType.Int32);
        w.Add("CumSum", [x, w.Operands.Int(Shapes.Axis(w, w.Below(x.Rank), x.Rank))], x.Type, x.Shape,
            ("exclusive", w.Flip(0.3) ? 1 : null), ("reverse", w.Flip(0.3) ? 1 : null));
    }
}

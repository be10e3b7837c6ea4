using static EdgeNet.Onnx.Proto.TensorProto.Types;

namespace EdgeNet.Onnx.Tests.Peers.Graphs;

/// <summary>Operators that change or tell the shape alone.</summary>
internal static class ShapeMakers
{
    private static readonly DataType[] Types = [DataType.Float, DataType.Float, DataType.Bool, DataType.Int64, DataType.Int32];

    public static Dictionary<string, OperatorMaker> All { get; } = new(StringComparer.Ordinal)
    {
        ["Flatten"] = new(Flatten),
        ["Reshape"] = new(Reshape),
        ["Shape"] = new(Shape),
        ["Size"] = new(w => w.Add("Size", [w.Operand("Size")], DataType.Int64, [])),
        ["Squeeze"] = new(Squeeze),
        ["Unsqueeze"] = new(Unsqueeze),
    };

    private static void Flatten(GraphWriter w)
    {
        GraphValue x = w.Operand("Flatten", v => v.Rank > 0);
        int axis = w.Below(x.Rank + 1);
        int before = x.Shape[..axis].Aggregate(1, (a, b) => a * b);
        w.Add("Flatten", [x], x.Type, [before, x.Length / before], ("axis", axis == 1 && w.Flip() ? null : w.Opset >= 11 && axis < x.Rank
            && w.Flip(0.3) ? axis - x.Rank : axis));
    }

    private static void Reshape(GraphWriter w)
    {
        GraphValue x = w.Operand("Reshape", v => v.Length > 0, Types);
        int[] shape = Regroup(w, x);
        int[] written = [.. shape];
        bool copies = w.Flip(0.3);
        for (int a = 0; copies && a < Math.Min(shape.Length, x.Rank); a++)
            if (shape[a] == x.Shape[a] && w.Flip()) written[a] = 0;
        int open = w.Below(shape.Length + 1);
        if (open < shape.Length && written[open] != 0 && w.Flip()) written[open] = -1;
        w.Add("Reshape", [x, w.Operands.Ints(written)], x.Type, shape);
    }

    /// <summary>The same elements in other axes: neighbours merged, sizes split.</summary>
    private static int[] Regroup(GraphWriter w, GraphValue x)
    {
        List<int> shape = [.. x.Shape];
        for (int i = w.Between(1, 3); i > 0; i--)
        {
            int at = shape.Count == 0 ? 0 : w.Below(shape.Count);
            if (shape.Count > 1 && at < shape.Count - 1 && w.Flip())
            {
                shape[at] *= shape[at + 1];
                shape.RemoveAt(at + 1);
            }
            else if (shape.Count is > 0 and < 5 && Enumerable.Range(2, 4).FirstOrDefault(d => shape[at] % d == 0) is > 0 and int part)
            {
                shape[at] /= part;
                shape.Insert(at + w.Below(2), part);
            }
            else if (shape.Count < 5)
            {
                shape.Insert(at, 1);
            }
        }

        return [.. shape];
    }

    private static void Shape(GraphWriter w)
    {
        GraphValue x = w.Operand("Shape", v => v.Rank > 0);
        if (w.Opset < 15 || w.Flip())
        {
            w.Add("Shape", [x], DataType.Int64, [x.Rank]);
            return;
        }

        int start = w.Below(x.Rank), end = w.Between(start + 1, x.Rank);
        w.Add("Shape", [x], DataType.Int64, [end - start], ("start", w.Flip(0.3) ? start - x.Rank : start),
            ("end", end == x.Rank ? null : end));
    }

    private static void Squeeze(GraphWriter w)
    {
        GraphValue x = w.Operand("Squeeze", v => v.Shape.Contains(1), Types);
        int[] ones = [.. Enumerable.Range(0, x.Rank).Where(a => x.Shape[a] == 1)];
        int[] axes = [.. ones.Where(_ => w.Flip())];
        bool all = axes.Length == 0;
        int[] shape = Shapes.Without(x.Shape, all ? ones : axes);
        int[]? given = all ? null : [.. axes.Select(a => w.Opset >= 11 ? Shapes.Axis(w, a, x.Rank) : a)];
        if (w.Opset < 13) w.Add("Squeeze", [x], x.Type, shape, ("axes", given));
        else w.Add("Squeeze", [x, given is null ? null : w.Operands.Ints(given)], x.Type, shape);
    }

    private static void Unsqueeze(GraphWriter w)
    {
        GraphValue x = w.Operand("Unsqueeze", v => v.Rank < 5, Types);
        int rank = Math.Min(5, x.Rank + w.Between(1, 2));
        int[] axes = [.. w.Order(rank).Take(rank - x.Rank).Order()];
        var shape = new List<int>(x.Shape);
        foreach (int axis in axes) shape.Insert(axis, 1);
        int[] given = [.. axes.Select(a => w.Opset >= 11 ? Shapes.Axis(w, a, rank) : a)];
        if (w.Opset < 13) w.Add("Unsqueeze", [x], x.Type, [.. shape], ("axes", given));
        else w.Add("Unsqueeze", [x, w.Operands.Ints(given)], x.Type, [.. shape]);
    }
}

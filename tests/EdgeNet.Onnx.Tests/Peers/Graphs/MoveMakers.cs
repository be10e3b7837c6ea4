using static EdgeNet.Onnx.Proto.TensorProto.Types;

namespace EdgeNet.Onnx.Tests.Peers.Graphs;

/// <summary>Operators that copy elements to other places.</summary>
internal static class MoveMakers
{
    private static readonly DataType[] Types = [DataType.Float, DataType.Float, DataType.Float, DataType.Bool, DataType.Int64,
        DataType.Int32];

    public static Dictionary<string, OperatorMaker> All { get; } = new(StringComparer.Ordinal)
    {
        ["Concat"] = new(Concat),
        ["DepthToSpace"] = new(DepthToSpace),
        ["Expand"] = new(Expand),
        ["Pad"] = new(Pad),
        ["Slice"] = new(Slice),
        ["SpaceToDepth"] = new(SpaceToDepth),
        ["Split"] = new(Split),
        ["Tile"] = new(Tile),
        ["Transpose"] = new(Transpose),
        ["Trilu"] = new(Trilu, 14),
    };

    private static void Concat(GraphWriter w)
    {
        GraphValue first = w.Operand("Concat", v => v.Rank > 0 && v.Length < 500, Types);
        int axis = w.Below(first.Rank), size = first.Shape[axis];
        List<GraphValue> parts = [first];
        for (int i = w.Between(0, 3); i > 0; i--)
        {
            bool Fits(GraphValue v) => v.Type == first.Type && v.Rank == first.Rank && v.Length < 500
                && Enumerable.Range(0, v.Rank).All(a => a == axis || v.Shape[a] == first.Shape[a]);
            GraphValue part = w.Flip(0.6) && w.Find(Fits) is { } found ? found
                : w.Constant(first.Type, Shapes.With(first.Shape, axis, w.Between(1, 3)));
            parts.Insert(w.Below(parts.Count + 1), part);
            size += part.Shape[axis];
        }

        w.Add("Concat", [.. parts], first.Type, Shapes.With(first.Shape, axis, size),
            ("axis", w.Opset >= 11 ? Shapes.Axis(w, axis, first.Rank) : axis));
    }

    private static void DepthToSpace(GraphWriter w)
    {
        GraphValue x = w.Operand("DepthToSpace", v => v.Rank == 4 && (v.Shape[1] % 4 == 0 || v.Shape[1] % 9 == 0));
        int block = x.Shape[1] % 4 == 0 ? 2 : 3;
        w.Add("DepthToSpace", [x], x.Type, [x.Shape[0], x.Shape[1] / block / block, x.Shape[2] * block, x.Shape[3] * block],
            ("blocksize", block), ("mode", w.Opset >= 11 && w.Flip() ? w.OneOf("DCR", "CRD") : null));
    }

    private static void SpaceToDepth(GraphWriter w)
    {
        bool Divides(GraphValue v, int b) => v.Rank == 4 && v.Shape[2] % b == 0 && v.Shape[3] % b == 0;
        GraphValue x = w.Operand("SpaceToDepth", v => Divides(v, 2) || Divides(v, 3));
        int block = Divides(x, 2) ? 2 : 3;
        w.Add("SpaceToDepth", [x], x.Type, [x.Shape[0], x.Shape[1] * block * block, x.Shape[2] / block, x.Shape[3] / block],
            ("blocksize", block));
    }

    private static void Expand(GraphWriter w)
    {
        GraphValue x = w.Operand("Expand", v => v.Length < 300, Types);
        int[] shape = [.. x.Shape.Skip(w.Below(x.Rank + 1)).Select(s => s == 1 && w.Flip(0.7) ? w.Between(1, 4) : w.Flip(0.3) ? 1 : s)];
        if (w.Flip(0.2) && shape.Length == x.Rank && x.Rank < 5) shape = [w.Between(1, 3), .. shape];
        if (Shapes.Broadcast(x.Shape, shape) is not { } result) throw new NothingFitsException();
        w.Add("Expand", [x, w.Operands.Ints(shape)], x.Type, result);
    }

    private static void Tile(GraphWriter w)
    {
        GraphValue x = w.Operand("Tile", v => v.Rank > 0 && v.Length < 300, Types);
        int[] counts = w.Draw(x.Rank, 1, 2);
        if (w.Flip(0.2)) counts[w.Below(x.Rank)] = w.OneOf(3, 7);
        w.Add("Tile", [x, w.Operands.Ints(counts)], x.Type, [.. x.Shape.Zip(counts, (s, c) => s * c)]);
    }

    private static void Transpose(GraphWriter w)
    {
        GraphValue x = w.Operand("Transpose", v => v.Rank > 0, Types);
        int[]? order = w.Flip(0.85) ? w.Order(x.Rank) : null;
        int[] axes = order ?? [.. Enumerable.Range(0, x.Rank).Reverse()];
        w.Add("Transpose", [x], x.Type, [.. axes.Select(a => x.Shape[a])], ("perm", order));
    }

    private static void Trilu(GraphWriter w)
    {
        GraphValue x = w.Operand("Trilu", v => v.Rank > 1, DataType.Float, DataType.Int64);
        w.Add("Trilu", [x, w.Flip() ? w.Operands.Int(w.Between(-2, 2)) : null], x.Type, x.Shape, ("upper", w.Flip() ? w.Below(2) : null));
    }

    private static void Pad(GraphWriter w)
    {
        GraphValue x = w.Operand("Pad", v => v.Rank > 0 && v.Length < 500, DataType.Float, DataType.Float, DataType.Float, w.Opset >= 13
            ? DataType.Int64 : DataType.Float);
        string mode = w.OneOf("constant", "constant", "reflect", "edge", w.Opset >= 19 ? "wrap" : "edge");
        int first = w.Flip(0.2) ? 0 : Math.Min(2, x.Rank - 1);
        int Amount(int a) => a < first || w.Flip(0.3) ? 0 : mode is "reflect" or "wrap" ? w.Between(0, Math.Min(2, x.Shape[a] - 1))
            : w.Flip(0.15) && x.Shape[a] > 2 ? -1 : w.Between(0, 2);
        int[] axes = [.. Enumerable.Range(0, x.Rank)];
        bool some = w.Opset >= 18 && w.Flip(0.4);
        if (some) axes = [.. axes.Where(_ => w.Flip())];
        if (axes.Length == 0) (axes, some) = ([.. Enumerable.Range(0, x.Rank)], false);
        int[] begin = [.. axes.Select(Amount)], end = [.. axes.Select(Amount)];
        int[] shape = [.. x.Shape];
        for (int i = 0; i < axes.Length; i++) shape[axes[i]] += begin[i] + end[i];
        if (shape.Any(s => s < 1)) throw new NothingFitsException();
        string? written = mode == "constant" && w.Flip() ? null : mode;
        double value = x.IsFloat ? w.OneOf(0, -1.5, 2, double.NegativeInfinity) : 3;
        int[] pads = [.. begin, .. end];
        if (w.Opset < 11)
        {
            w.Add("Pad", [x], x.Type, shape, ("pads", pads), ("mode", written), ("value", w.Flip() ? (float)w.OneOf(0, -1.5, 2) : null));
            return;
        }

        GraphValue? filler = w.Flip() && mode == "constant" ? w.Constant(x.Type, [], [value]) : null;
        GraphValue? along = some ? w.Operands.Ints([.. axes.Select(a => Shapes.Axis(w, a, x.Rank))]) : null;
        w.Add("Pad", [x, w.Operands.Ints(pads), filler, along], x.Type, shape, ("mode", written));
    }

    private static void Slice(GraphWriter w)
    {
        GraphValue x = w.Operand("Slice", v => v.Rank > 0, Types);
        int[] axes = [.. w.Order(x.Rank).Take(w.Between(1, Math.Min(3, x.Rank)))];
        int[] starts = new int[axes.Length], ends = new int[axes.Length], steps = new int[axes.Length], shape = [.. x.Shape];
        for (int i = 0; i < axes.Length; i++)
        {
            int size = x.Shape[axes[i]], first = w.Below(size), count = w.Between(1, size - first), step = w.Opset >= 10 && w.Flip(0.3)
                ? 2 : 1;
            int last = first + count;
            shape[axes[i]] = (count + step - 1) / step;
            bool isBackwards = w.Opset >= 10 && w.Flip(0.2);
            (starts[i], ends[i], steps[i]) = isBackwards ? (last - 1, first == 0 ? -size - 1 - w.Below(3) : first - 1, -step)
                : (first, last, step);
            if (!isBackwards && last == size && w.Flip()) ends[i] = w.OneOf(size + 5, int.MaxValue);
            else if (!isBackwards && last < size && w.Flip(0.3)) ends[i] = last - size;
            if (w.Flip(0.3)) starts[i] -= size;
        }

        bool all = axes.SequenceEqual(Enumerable.Range(0, axes.Length)) && w.Flip();
        int[]? given = all ? null : [.. axes.Select(a => w.Opset >= 10 ? Shapes.Axis(w, a, x.Rank) : a)];
        if (w.Opset < 10) w.Add("Slice", [x], x.Type, shape, ("starts", starts), ("ends", ends), ("axes", given));
        else w.Add("Slice", [x, w.Operands.Ints(starts), w.Operands.Ints(ends), given is null ? null : w.Operands.Ints(given),
            steps.All(s => s == 1) && w.Flip() ? null : w.Operands.Ints(steps)], x.Type, shape);
    }

    private static void Split(GraphWriter w)
    {
        GraphValue x = w.Operand("Split", v => v.Shape.Any(s => s > 1), DataType.Float, DataType.Int64);
        int axis = w.OneOf<int>([.. Enumerable.Range(0, x.Rank).Where(a => x.Shape[a] > 1)]), size = x.Shape[axis],
            count = w.Between(2, Math.Min(size, 3));
        bool even = size % count == 0 && w.Flip(), byNumber = w.Opset >= 18 && (even || w.Flip(0.3));
        int[] sizes = new int[count];
        if (byNumber && (size + count - 1) / count * (count - 1) >= size) byNumber = false;
        for (int i = 0, left = size; i < count; left -= sizes[i++])
            sizes[i] = i == count - 1 ? left : byNumber || even ? (size + count - 1) / count : w.Between(1, left - (count - 1 - i));
        GraphValue? lengths = w.Opset >= 13 && !byNumber ? w.Operands.Ints(sizes) : null;
        bool isEven = sizes.All(s => s == sizes[0]);
        GraphValue[] parts = w.Compute("Split", [x, isEven && w.Opset < 18 && w.Flip() ? null : lengths],
            [.. sizes.Select(s => (x.Type, Shapes.With(x.Shape, axis, s)))],
            ("axis", axis == 0 && w.Flip() ? null : w.Opset >= 11 ? Shapes.Axis(w, axis, x.Rank) : axis),
            ("split", w.Opset < 13 && !(isEven && w.Flip()) ? sizes : null), ("num_outputs", byNumber ? count : null));
        w.Pool.AddRange(parts.OrderBy(_ => w.Below(100)));
    }
}

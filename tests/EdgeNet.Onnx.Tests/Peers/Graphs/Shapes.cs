namespace EdgeNet.Onnx.Tests.Peers.Graphs;

/// <summary>Shapes of drawn operands.</summary>
internal static class Shapes
{
    /// <summary>The shape of two values together, or null where they do not go together.</summary>
    public static int[]? Broadcast(int[] a, int[] b)
    {
        var shape = new int[Math.Max(a.Length, b.Length)];
        for (int i = 1; i <= shape.Length; i++)
        {
            int x = i <= a.Length ? a[^i] : 1, y = i <= b.Length ? b[^i] : 1;
            if (x != y && x != 1 && y != 1) return null;
            shape[^i] = x == 1 ? y : x;
        }

        return shape.Aggregate(1, (l, s) => l * s) <= GraphWriter.MostElements ? shape : null;
    }

    /// <summary>The shape of two values together.</summary>
    /// <exception cref="NothingFitsException">They do not go together, or are too large.</exception>
    public static int[] Joined(int[] a, int[] b) => Broadcast(a, b) ?? throw new NothingFitsException();

    /// <summary>A shape that goes together with another.</summary>
    public static int[] Fitting(GraphWriter w, int[] shape)
    {
        switch (w.Below(6))
        {
            case 0:
                return [];
            case 1:
                return [1];
            case 2:
                return shape;
            case 3 when shape.Length > 1:
                return [.. shape.Select((s, a) => a == 1 ? s : 1).Skip(w.Below(2))];
            default:
                int[] some = [.. shape.Skip(w.Below(shape.Length + 1)).Select(s => w.Flip(0.3) ? 1 : s == 1 && w.Flip(0.2)
                    ? w.Between(2, 3) : s)];
                return w.Flip(0.1) && some.Length < 5 ? [w.Between(1, 2), .. some] : some;
        }
    }

    /// <summary>All but some axes.</summary>
    public static int[] Without(int[] shape, IReadOnlyCollection<int> axes, bool keep = false) =>
        [.. shape.Index().Where(s => keep || !axes.Contains(s.Index)).Select(s => axes.Contains(s.Index) ? 1 : s.Item)];

    /// <summary>A shape with the size of one axis changed.</summary>
    public static int[] With(int[] shape, int axis, int size) => [.. shape.Select((s, a) => a == axis ? size : s)];

    /// <summary>An axis as files write it: at times counted from the end.</summary>
    public static int Axis(GraphWriter w, int axis, int rank) => w.Flip(0.3) ? axis - rank : axis;
}

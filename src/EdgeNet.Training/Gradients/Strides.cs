using EdgeNet.Compiler.Graph;

namespace EdgeNet.Training.Gradients;

/// <summary>Coordinates and flat offsets in tensors whose last axis is the fastest.</summary>
internal static class Strides
{
    /// <summary>The distance of neighbours on each axis.</summary>
    public static int[] Of(TensorShape shape)
    {
        int[] strides = new int[shape.Rank];
        for (int axis = shape.Rank - 1, stride = 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= shape[axis];
        }

        return strides;
    }

    /// <summary>The coordinates of every element, in order; the array is the same each time.</summary>
    public static IEnumerable<int[]> Coordinates(TensorShape shape)
    {
        int[] at = new int[shape.Rank];
        for (int count = shape.Length; count > 0; count--)
        {
            yield return at;
            for (int axis = shape.Rank - 1; axis >= 0 && ++at[axis] == shape[axis]; axis--)
                at[axis] = 0;
        }
    }

    /// <summary>
    /// For each element of a shape, the element of a tensor that is broadcast to it (aligned at the last axes, as numpy does); null where the
    /// two are the same.
    /// </summary>
    /// <param name="from">The tensor's shape.</param>
    /// <param name="to">What it is broadcast to.</param>
    public static int[]? Broadcast(TensorShape from, TensorShape to)
    {
        if (from.Length == to.Length) return null;
        int[] strides = Of(from);
        int missing = to.Rank - from.Rank;
        return [.. Coordinates(to).Select(at => Enumerable.Range(0, from.Rank).Sum(axis => from[axis] == 1 ? 0 : at[missing + axis] * strides[axis]))];
    }
}

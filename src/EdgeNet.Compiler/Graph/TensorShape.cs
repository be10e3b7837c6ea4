using EdgeNet.Description;

namespace EdgeNet.Compiler.Graph;

/// <summary>The shape of one tensor, channels first, without the batch axis.</summary>
/// <param name="Dimensions">The size of each axis: (channels, spatial…), or (features) for a vector.</param>
public readonly record struct TensorShape(EquatableArray<int> Dimensions)
{
    /// <summary>A shape from its sizes.</summary>
    /// <param name="dimensions">The size of each axis.</param>
    public TensorShape(params int[] dimensions) : this((EquatableArray<int>)dimensions)
    {
    }

    /// <summary>The number of axes.</summary>
    public int Rank => Dimensions.Count;

    /// <summary>The size of the first axis.</summary>
    public int Channels => Dimensions[0];

    /// <summary>The sizes of the axes after the first.</summary>
    public int[] Spatial => [.. Dimensions.Skip(1)];

    /// <summary>Elements.</summary>
    public int Length => checked((int)LongLength);

    /// <summary>Elements, where there may be more than an array can hold; saturates.</summary>
    public long LongLength =>
        Dimensions.Aggregate(1L, (product, size) => size > 0 && product > long.MaxValue / size ? long.MaxValue : product * size);

    /// <summary>The size of one axis.</summary>
    /// <param name="axis">The axis, from 0.</param>
    public int this[int axis] => Dimensions[axis];

    /// <summary>The shape with another size of one axis.</summary>
    /// <param name="axis">The axis, from 0.</param>
    /// <param name="size">Its size.</param>
    public TensorShape With(int axis, int size)
    {
        int[] dimensions = [.. Dimensions];
        dimensions[axis] = size;
        return new(dimensions);
    }

    /// <summary>
    /// The shape that two shapes are broadcast to, as numpy does it: aligned at their last axes, an axis of 1 takes the other's size.
    /// </summary>
    /// <param name="a">One shape.</param>
    /// <param name="b">The other.</param>
    /// <returns>The shape, or null where they do not match.</returns>
    public static TensorShape? Broadcast(TensorShape a, TensorShape b)
    {
        int rank = Math.Max(a.Rank, b.Rank);
        int[] sizes = new int[rank];
        for (int i = 0; i < rank; i++)
        {
            int left = i < rank - a.Rank ? 1 : a[i - (rank - a.Rank)], right = i < rank - b.Rank ? 1 : b[i - (rank - b.Rank)];
            if (left != right && left != 1 && right != 1) return null;
            sizes[i] = left == 1 ? right : left;
        }

        return new(sizes);
    }

    /// <summary>The sizes joined by a multiplication sign: 16×5×5.</summary>
    public override string ToString() => string.Join("×", Dimensions);
}

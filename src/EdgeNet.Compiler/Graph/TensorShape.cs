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

    /// <summary>The sizes joined by a multiplication sign: 16×5×5.</summary>
    public override string ToString() => string.Join("×", Dimensions);
}

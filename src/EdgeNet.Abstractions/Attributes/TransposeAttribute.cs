namespace EdgeNet;

/// <summary>Axes in another order, as numpy's transpose.</summary>
/// <param name="axes">For each axis of the output, the axis of the sample that it is; reversed where none is given.</param>
public sealed class TransposeAttribute(params int[] axes) : LayerAttribute
{
    /// <summary>The axes.</summary>
    public int[] Axes { get; } = axes;
}

namespace EdgeNet;

/// <summary>
/// Trained numbers as a tensor of their own, for layers such as [Mul] to take; it takes no input, and the layers below go on from the
/// layer above it. Parameter: value (shape).
/// </summary>
/// <param name="shape">The shape.</param>
public sealed class ConstantAttribute(params int[] shape) : LayerAttribute
{
    /// <summary>The shape.</summary>
    public int[] Shape { get; } = shape;
}

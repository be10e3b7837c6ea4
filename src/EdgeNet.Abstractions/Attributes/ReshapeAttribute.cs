namespace EdgeNet;

/// <summary>The same elements in another shape, in the order of (channels, …) with the last axis fastest.</summary>
/// <param name="shape">The shape without the batch axis; one −1 is inferred, 0 keeps the axis.</param>
public sealed class ReshapeAttribute(params int[] shape) : LayerAttribute
{
    /// <summary>The shape.</summary>
    public int[] Shape { get; } = shape;
}

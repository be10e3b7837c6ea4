namespace EdgeNet;

/// <summary>Each element repeated: nearest-neighbour enlargement, as PyTorch's Upsample. (C, H, W) → (C, scale·H, scale·W).</summary>
/// <param name="scales">The factor of every spatial axis, or of each, 1 or more.</param>
public sealed class UpsampleAttribute(params int[] scales) : LayerAttribute
{
    /// <summary>The factors.</summary>
    public int[] Scales { get; } = scales;
}

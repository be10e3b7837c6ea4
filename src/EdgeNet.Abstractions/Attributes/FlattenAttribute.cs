namespace EdgeNet;

/// <summary>Turns any shape into a vector, channels first: (C, H, W) → (C·H·W).</summary>
public sealed class FlattenAttribute : LayerAttribute;

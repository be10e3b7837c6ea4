namespace EdgeNet;

/// <summary>The average of each channel: (C, …) → (C, 1, …), as PyTorch's AdaptiveAvgPool(1).</summary>
public sealed class GlobalAvgPoolAttribute : LayerAttribute;

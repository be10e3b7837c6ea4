namespace EdgeNet;

/// <summary>The maximum of each channel: (C, …) → (C, 1, …), as PyTorch's AdaptiveMaxPool(1).</summary>
public sealed class GlobalMaxPoolAttribute : LayerAttribute;

namespace EdgeNet;

/// <summary>Turns the channel axis into probabilities: e^xᵢ / Σ e^xⱼ, in (0, 1) and summing to 1.</summary>
public sealed class SoftmaxAttribute : LayerAttribute;

namespace EdgeNet;

/// <summary>
/// Each channel of a sample normalised by its own mean and variance (Ulyanov et al. 2016), as PyTorch's InstanceNorm with affine.
/// Parameters: weight and bias (C).
/// </summary>
public sealed class InstanceNormAttribute : LayerAttribute
{
    /// <summary>What is added to the variance, above 0.</summary>
    public float Epsilon { get; set; } = 1e-5f;

    /// <summary>Whether weight and bias are trained and applied.</summary>
    public bool Affine { get; set; } = true;
}

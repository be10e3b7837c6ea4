namespace EdgeNet;

/// <summary>Groups of channels normalised by their mean and variance (Wu and He 2018), as PyTorch's GroupNorm. Parameters: weight and bias (C).</summary>
/// <param name="groups">Groups, which divide the channels.</param>
public sealed class GroupNormAttribute(int groups) : LayerAttribute
{
    /// <summary>Groups.</summary>
    public int Groups { get; } = groups;

    /// <summary>What is added to the variance, above 0.</summary>
    public float Epsilon { get; set; } = 1e-5f;

    /// <summary>Whether weight and bias are trained and applied.</summary>
    public bool Affine { get; set; } = true;
}

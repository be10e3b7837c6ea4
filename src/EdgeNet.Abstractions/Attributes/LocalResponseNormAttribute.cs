namespace EdgeNet;

/// <summary>
/// x / (k + alpha/size·Σ x²)^beta with the sum over neighbouring channels (Krizhevsky et al. 2012), as PyTorch's LocalResponseNorm and
/// ONNX's LRN: from channel c − ⌊(size − 1)/2⌋ to c + ⌈(size − 1)/2⌉.
/// </summary>
/// <param name="size">Channels of a sum, 1 or more.</param>
public sealed class LocalResponseNormAttribute(int size) : LayerAttribute
{
    /// <summary>Channels of a sum.</summary>
    public int Size { get; } = size;

    /// <summary>The factor of the sum.</summary>
    public float Alpha { get; set; } = 1e-4f;

    /// <summary>The exponent.</summary>
    public float Beta { get; set; } = 0.75f;

    /// <summary>The constant, 0 or more.</summary>
    public float K { get; set; } = 1;
}

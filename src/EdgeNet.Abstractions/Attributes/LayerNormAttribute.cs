namespace EdgeNet;

/// <summary>
/// The axes from one on normalised by their mean and variance (Ba et al. 2016), as PyTorch's LayerNorm and ONNX's LayerNormalization.
/// Parameters: weight and bias, of the normalised axes' shape.
/// </summary>
/// <param name="axis">The first normalised axis of the sample; negative from the end.</param>
public sealed class LayerNormAttribute(int axis = 0) : LayerAttribute
{
    /// <summary>The first normalised axis.</summary>
    public int Axis { get; } = axis;

    /// <summary>What is added to the variance, above 0.</summary>
    public float Epsilon { get; set; } = 1e-5f;

    /// <summary>Whether weight and bias are trained and applied.</summary>
    public bool Affine { get; set; } = true;
}

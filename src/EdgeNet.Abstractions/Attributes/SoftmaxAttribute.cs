namespace EdgeNet;

/// <summary>An axis as probabilities: e^x / Σ e^x; for an image and the first axis, over the channels of each pixel.</summary>
/// <param name="axis">The axis of the sample, negative from the end.</param>
public sealed class SoftmaxAttribute(int axis = 0) : LayerAttribute
{
    /// <summary>The axis.</summary>
    public int Axis { get; } = axis;
}

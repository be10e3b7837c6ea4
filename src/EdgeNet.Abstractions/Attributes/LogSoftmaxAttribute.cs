namespace EdgeNet;

/// <summary>The logarithms of an axis as probabilities: x − ln Σ e^x.</summary>
/// <param name="axis">The axis of the sample, negative from the end.</param>
public sealed class LogSoftmaxAttribute(int axis = 0) : LayerAttribute
{
    /// <summary>The axis.</summary>
    public int Axis { get; } = axis;
}

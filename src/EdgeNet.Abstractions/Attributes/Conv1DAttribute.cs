namespace EdgeNet;

/// <summary>
/// A 1-D convolution (cross-correlation, as PyTorch's Conv1d and ONNX's Conv): (C, L) → (filters, L') with
/// L' = ⌊(L + padding − dilation·(kernel − 1) − 1) / stride⌋ + 1.
/// Parameters: weight (filters, C / groups, kernel) and bias (filters).
/// </summary>
public sealed class Conv1DAttribute : FilterConvAttribute
{
    /// <summary>A kernel.</summary>
    /// <param name="filters">Output channels, 1 or more.</param>
    /// <param name="kernel">Length of the kernel, 1 or more.</param>
    public Conv1DAttribute(int filters, int kernel) : base(filters, [kernel])
    {
    }
}

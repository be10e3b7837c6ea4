namespace EdgeNet;

/// <summary>
/// A 1-D transposed convolution, as PyTorch's ConvTranspose1d and ONNX's ConvTranspose: (C, L) → (filters, L') with
/// L' = (L − 1)·stride − padding + dilation·(kernel − 1) + output padding + 1.
/// Parameters: weight (C, filters / groups, kernel) and bias (filters).
/// </summary>
public sealed class ConvTranspose1DAttribute : TransposedConvAttribute
{
    /// <summary>A kernel.</summary>
    /// <param name="filters">Output channels, 1 or more.</param>
    /// <param name="kernel">Length of the kernel, 1 or more.</param>
    public ConvTranspose1DAttribute(int filters, int kernel) : base(filters, [kernel])
    {
    }
}

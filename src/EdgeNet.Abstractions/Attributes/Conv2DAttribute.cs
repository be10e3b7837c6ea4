namespace EdgeNet;

/// <summary>
/// A 2-D convolution (cross-correlation, as PyTorch's Conv2d and ONNX's Conv): (C, H, W) → (filters, H', W') with
/// H' = ⌊(H + padding − dilation·(kernel − 1) − 1) / stride⌋ + 1.
/// Parameters: weight (filters, C / groups, kernel…) and bias (filters).
/// </summary>
public sealed class Conv2DAttribute : FilterConvAttribute
{
    /// <summary>A square kernel.</summary>
    /// <param name="filters">Output channels, 1 or more.</param>
    /// <param name="kernel">Height and width of the kernel, 1 or more.</param>
    public Conv2DAttribute(int filters, int kernel) : this(filters, kernel, kernel)
    {
    }

    /// <summary>A rectangular kernel.</summary>
    /// <param name="filters">Output channels, 1 or more.</param>
    /// <param name="kernelHeight">Height of the kernel, 1 or more.</param>
    /// <param name="kernelWidth">Width of the kernel, 1 or more.</param>
    public Conv2DAttribute(int filters, int kernelHeight, int kernelWidth) : base(filters, [kernelHeight, kernelWidth])
    {
    }
}

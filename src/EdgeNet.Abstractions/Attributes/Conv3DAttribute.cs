namespace EdgeNet;

/// <summary>
/// A 3-D convolution (cross-correlation, as PyTorch's Conv3d and ONNX's Conv): (C, D, H, W) → (filters, D', H', W') with
/// D' = ⌊(D + padding − dilation·(kernel − 1) − 1) / stride⌋ + 1, and H' and W' alike.
/// Parameters: weight (filters, C / groups, kernel…) and bias (filters).
/// </summary>
public sealed class Conv3DAttribute : FilterConvAttribute
{
    /// <summary>A cubic kernel.</summary>
    /// <param name="filters">Output channels, 1 or more.</param>
    /// <param name="kernel">Depth, height and width of the kernel, 1 or more.</param>
    public Conv3DAttribute(int filters, int kernel) : this(filters, kernel, kernel, kernel)
    {
    }

    /// <summary>A box-shaped kernel.</summary>
    /// <param name="filters">Output channels, 1 or more.</param>
    /// <param name="kernelDepth">Depth of the kernel, 1 or more.</param>
    /// <param name="kernelHeight">Height of the kernel, 1 or more.</param>
    /// <param name="kernelWidth">Width of the kernel, 1 or more.</param>
    public Conv3DAttribute(int filters, int kernelDepth, int kernelHeight, int kernelWidth) : base(filters, [kernelDepth, kernelHeight, kernelWidth])
    {
    }
}

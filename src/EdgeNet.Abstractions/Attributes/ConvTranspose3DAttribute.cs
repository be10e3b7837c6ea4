namespace EdgeNet;

/// <summary>
/// A 3-D transposed convolution, as PyTorch's ConvTranspose3d and ONNX's ConvTranspose: (C, D, H, W) → (filters, D', H', W') with
/// D' = (D − 1)·stride − padding + dilation·(kernel − 1) + output padding + 1.
/// Parameters: weight (C, filters / groups, kernel…) and bias (filters).
/// </summary>
public sealed class ConvTranspose3DAttribute : TransposedConvAttribute
{
    /// <summary>A cubic kernel.</summary>
    /// <param name="filters">Output channels, 1 or more.</param>
    /// <param name="kernel">Depth, height and width of the kernel, 1 or more.</param>
    public ConvTranspose3DAttribute(int filters, int kernel) : this(filters, kernel, kernel, kernel)
    {
    }

    /// <summary>A box-shaped kernel.</summary>
    /// <param name="filters">Output channels, 1 or more.</param>
    /// <param name="kernelDepth">Depth of the kernel, 1 or more.</param>
    /// <param name="kernelHeight">Height of the kernel, 1 or more.</param>
    /// <param name="kernelWidth">Width of the kernel, 1 or more.</param>
    public ConvTranspose3DAttribute(int filters, int kernelDepth, int kernelHeight, int kernelWidth) : base(filters, [kernelDepth, kernelHeight, kernelWidth])
    {
    }
}

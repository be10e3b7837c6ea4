namespace EdgeNet;

/// <summary>
/// A 2-D transposed convolution, as PyTorch's ConvTranspose2d and ONNX's ConvTranspose: (C, H, W) → (filters, H', W') with
/// H' = (H − 1)·stride − padding + dilation·(kernel − 1) + output padding + 1.
/// Parameters: weight (C, filters / groups, kernel…) and bias (filters).
/// </summary>
public sealed class ConvTranspose2DAttribute : TransposedConvAttribute
{
    /// <summary>A square kernel.</summary>
    /// <param name="filters">Output channels, 1 or more.</param>
    /// <param name="kernel">Height and width of the kernel, 1 or more.</param>
    public ConvTranspose2DAttribute(int filters, int kernel) : this(filters, kernel, kernel)
    {
    }

    /// <summary>A rectangular kernel.</summary>
    /// <param name="filters">Output channels, 1 or more.</param>
    /// <param name="kernelHeight">Height of the kernel, 1 or more.</param>
    /// <param name="kernelWidth">Width of the kernel, 1 or more.</param>
    public ConvTranspose2DAttribute(int filters, int kernelHeight, int kernelWidth) : base(filters, [kernelHeight, kernelWidth])
    {
    }
}

namespace EdgeNet;

/// <summary>
/// A 2-D convolution (cross-correlation, as PyTorch's Conv2d and ONNX's Conv): (C, H, W) → (filters, H', W') with
/// H' = ⌊(H + padding − dilation·(kernel − 1) − 1) / stride⌋ + 1.
/// Parameters: weight (filters, C / groups, kernel height, kernel width) and bias (filters).
/// </summary>
public sealed class Conv2DAttribute : WindowAttribute
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
    public Conv2DAttribute(int filters, int kernelHeight, int kernelWidth)
    {
        Filters = filters;
        Kernel = [kernelHeight, kernelWidth];
        Stride = 1;
    }

    /// <summary>Output channels.</summary>
    public int Filters { get; }

    /// <summary>Kernel height and width.</summary>
    public int[] Kernel { get; }

    /// <summary>Groups that input and output channels are split into; both must be multiples of it.</summary>
    public int Groups { get; set; } = 1;

    /// <summary>Whether a bias is added.</summary>
    public bool Bias { get; set; } = true;

    /// <summary>The activation that follows.</summary>
    public Activation Activation { get; set; }

    /// <summary>The slope of <see cref="Activation.LeakyReLU"/> below zero.</summary>
    public float Alpha { get; set; } = 0.01f;
}

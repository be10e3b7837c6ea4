namespace EdgeNet;

/// <summary>
/// A 2-D convolution of each channel by itself (Howard et al. 2017): (C, H, W) → (C·multiplier, H', W'); a convolution with as
/// many groups as channels. Parameters: weight (C·multiplier, 1, kernel…) and bias (C·multiplier).
/// </summary>
public sealed class DepthwiseConv2DAttribute : ConvAttribute
{
    /// <summary>A square kernel.</summary>
    /// <param name="kernel">Height and width of the kernel, 1 or more.</param>
    public DepthwiseConv2DAttribute(int kernel) : this(kernel, kernel)
    {
    }

    /// <summary>A rectangular kernel.</summary>
    /// <param name="kernelHeight">Height of the kernel, 1 or more.</param>
    /// <param name="kernelWidth">Width of the kernel, 1 or more.</param>
    public DepthwiseConv2DAttribute(int kernelHeight, int kernelWidth) : base([kernelHeight, kernelWidth])
    {
    }

    /// <summary>Filters of each channel, 1 or more.</summary>
    public int Multiplier { get; set; } = 1;
}

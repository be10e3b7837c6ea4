namespace EdgeNet;

/// <summary>
/// A 3-D convolution of each channel by itself (Howard et al. 2017): (C, D, H, W) → (C·multiplier, D', H', W'); a convolution with as
/// many groups as channels. Parameters: weight (C·multiplier, 1, kernel…) and bias (C·multiplier).
/// </summary>
public sealed class DepthwiseConv3DAttribute : ConvAttribute
{
    /// <summary>A cubic kernel.</summary>
    /// <param name="kernel">Depth, height and width of the kernel, 1 or more.</param>
    public DepthwiseConv3DAttribute(int kernel) : this(kernel, kernel, kernel)
    {
    }

    /// <summary>A box-shaped kernel.</summary>
    /// <param name="kernelDepth">Depth of the kernel, 1 or more.</param>
    /// <param name="kernelHeight">Height of the kernel, 1 or more.</param>
    /// <param name="kernelWidth">Width of the kernel, 1 or more.</param>
    public DepthwiseConv3DAttribute(int kernelDepth, int kernelHeight, int kernelWidth) : base([kernelDepth, kernelHeight, kernelWidth])
    {
    }

    /// <summary>Filters of each channel, 1 or more.</summary>
    public int Multiplier { get; set; } = 1;
}

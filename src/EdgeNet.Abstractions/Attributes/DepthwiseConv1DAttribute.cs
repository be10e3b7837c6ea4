namespace EdgeNet;

/// <summary>
/// A 1-D convolution of each channel by itself (Howard et al. 2017): (C, L) → (C·multiplier, L'); a convolution with as
/// many groups as channels. Parameters: weight (C·multiplier, 1, kernel) and bias (C·multiplier).
/// </summary>
public sealed class DepthwiseConv1DAttribute : ConvAttribute
{
    /// <summary>A kernel.</summary>
    /// <param name="kernel">Length of the kernel, 1 or more.</param>
    public DepthwiseConv1DAttribute(int kernel) : base([kernel])
    {
    }

    /// <summary>Filters of each channel, 1 or more.</summary>
    public int Multiplier { get; set; } = 1;
}

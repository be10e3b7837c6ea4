namespace EdgeNet;

/// <summary>
/// Average pooling of images, as PyTorch's AvgPool2d: (C, H, W) → (C, H', W'). The stride is the window unless given.
/// </summary>
public sealed class AvgPool2DAttribute : AveragingPoolAttribute
{
    /// <summary>A square window.</summary>
    /// <param name="kernel">Height and width of the window, 1 or more.</param>
    public AvgPool2DAttribute(int kernel) : this(kernel, kernel)
    {
    }

    /// <summary>A rectangular window.</summary>
    /// <param name="kernelHeight">Height of the window, 1 or more.</param>
    /// <param name="kernelWidth">Width of the window, 1 or more.</param>
    public AvgPool2DAttribute(int kernelHeight, int kernelWidth) : base([kernelHeight, kernelWidth])
    {
    }
}

namespace EdgeNet;

/// <summary>
/// Max pooling of volumes, as PyTorch's MaxPool3d: (C, D, H, W) → (C, D', H', W'). The stride is the window unless given.
/// </summary>
public sealed class MaxPool3DAttribute : PoolAttribute
{
    /// <summary>A cubic window.</summary>
    /// <param name="kernel">Depth, height and width of the window, 1 or more.</param>
    public MaxPool3DAttribute(int kernel) : this(kernel, kernel, kernel)
    {
    }

    /// <summary>A box-shaped window.</summary>
    /// <param name="kernelDepth">Depth of the window, 1 or more.</param>
    /// <param name="kernelHeight">Height of the window, 1 or more.</param>
    /// <param name="kernelWidth">Width of the window, 1 or more.</param>
    public MaxPool3DAttribute(int kernelDepth, int kernelHeight, int kernelWidth) : base([kernelDepth, kernelHeight, kernelWidth])
    {
    }
}

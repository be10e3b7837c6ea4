namespace EdgeNet;

/// <summary>
/// Pooling of images by a norm, as ONNX's LpPool: (C, H, W) → (C, H', W'), (Σ |x|^p)^(1/p) over the window. The stride is the window
/// unless given.
/// </summary>
public sealed class LpPool2DAttribute : NormPoolAttribute
{
    /// <summary>A square window.</summary>
    /// <param name="kernel">Height and width of the window, 1 or more.</param>
    public LpPool2DAttribute(int kernel) : this(kernel, kernel)
    {
    }

    /// <summary>A rectangular window.</summary>
    /// <param name="kernelHeight">Height of the window, 1 or more.</param>
    /// <param name="kernelWidth">Width of the window, 1 or more.</param>
    public LpPool2DAttribute(int kernelHeight, int kernelWidth) : base([kernelHeight, kernelWidth])
    {
    }
}

namespace EdgeNet;

/// <summary>
/// Pooling of volumes by a norm, as ONNX's LpPool: (C, D, H, W) → (C, D', H', W'), (Σ |x|^p)^(1/p) over the window. The stride is the window
/// unless given.
/// </summary>
public sealed class LpPool3DAttribute : NormPoolAttribute
{
    /// <summary>A cubic window.</summary>
    /// <param name="kernel">Depth, height and width of the window, 1 or more.</param>
    public LpPool3DAttribute(int kernel) : this(kernel, kernel, kernel)
    {
    }

    /// <summary>A box-shaped window.</summary>
    /// <param name="kernelDepth">Depth of the window, 1 or more.</param>
    /// <param name="kernelHeight">Height of the window, 1 or more.</param>
    /// <param name="kernelWidth">Width of the window, 1 or more.</param>
    public LpPool3DAttribute(int kernelDepth, int kernelHeight, int kernelWidth) : base([kernelDepth, kernelHeight, kernelWidth])
    {
    }
}

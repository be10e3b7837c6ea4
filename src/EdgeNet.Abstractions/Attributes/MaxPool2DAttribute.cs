namespace EdgeNet;

/// <summary>
/// Max pooling over a 2-D window, as PyTorch's MaxPool2d: (C, H, W) → (C, H', W'). The stride is the kernel unless given.
/// </summary>
public sealed class MaxPool2DAttribute : WindowAttribute
{
    /// <summary>A square window.</summary>
    /// <param name="kernel">Height and width of the window, 1 or more.</param>
    public MaxPool2DAttribute(int kernel) : this(kernel, kernel)
    {
    }

    /// <summary>A rectangular window.</summary>
    /// <param name="kernelHeight">Height of the window, 1 or more.</param>
    /// <param name="kernelWidth">Width of the window, 1 or more.</param>
    public MaxPool2DAttribute(int kernelHeight, int kernelWidth) => Kernel = [kernelHeight, kernelWidth];

    /// <summary>Window height and width.</summary>
    public int[] Kernel { get; }

    /// <summary>Rounds the output size up instead of down; a window then may hang over the end, but never starts past the input and its leading padding.</summary>
    public bool Ceil { get; set; }
}

namespace EdgeNet;

/// <summary>The base of the layers that slide a window: where it starts, steps and ends.</summary>
public abstract class WindowAttribute : LayerAttribute
{
    private protected WindowAttribute(int[] kernel) => Kernel = kernel;

    /// <summary>The window's size on each spatial axis: (length), (height, width) or (depth, height, width).</summary>
    public int[] Kernel { get; }

    /// <summary>The step on every spatial axis.</summary>
    public int Stride { get; set; }

    /// <summary>The step on each spatial axis, where they differ.</summary>
    public int[]? Strides { get; set; }

    /// <summary>Zero elements (for a max pooling, minus infinity) added on every side.</summary>
    public int Padding { get; set; }

    /// <summary>
    /// Elements added on each side, where they differ: every axis' begin, then every axis' end
    /// (top, left, bottom, right), as ONNX's pads.
    /// </summary>
    public int[]? Pads { get; set; }

    /// <summary>Padding that keeps the size, instead of <see cref="Padding"/> and <see cref="Pads"/>.</summary>
    public AutoPad AutoPad { get; set; }

    /// <summary>The distance between neighbouring taps; 1 is a dense kernel.</summary>
    public int Dilation { get; set; } = 1;

    /// <summary>The distance between neighbouring taps on each spatial axis, where they differ.</summary>
    public int[]? Dilations { get; set; }
}

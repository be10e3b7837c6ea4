using EdgeNet.Description;

namespace EdgeNet.Compiler.Graph;

/// <summary>
/// A window that slides over the spatial axes. Each list has a value an axis. Sizes follow PyTorch's Conv2d and MaxPool2d,
/// which ONNX's Conv and MaxPool share.
/// </summary>
/// <param name="Kernel">Taps.</param>
/// <param name="Stride">Steps.</param>
/// <param name="PadBegin">Padded elements before the first.</param>
/// <param name="PadEnd">Padded elements after the last.</param>
/// <param name="Dilation">Distance between neighbouring taps.</param>
public sealed record Window(
    EquatableArray<int> Kernel,
    EquatableArray<int> Stride,
    EquatableArray<int> PadBegin,
    EquatableArray<int> PadEnd,
    EquatableArray<int> Dilation)
{
    /// <summary>The number of spatial axes.</summary>
    public int Rank => Kernel.Count;

    /// <summary>Taps of one window over all axes.</summary>
    public int Taps => Kernel.Aggregate(1, (product, size) => product * size);

    /// <summary>Whether any side is padded.</summary>
    public bool HasPadding => PadBegin.Any(p => p != 0) || PadEnd.Any(p => p != 0);

    /// <summary>The elements that the taps span on an axis.</summary>
    /// <param name="axis">The spatial axis, from 0.</param>
    public long Extent(int axis) => (long)Dilation[axis] * (Kernel[axis] - 1) + 1;

    /// <summary>The size of an axis with its padding.</summary>
    /// <param name="axis">The spatial axis, from 0.</param>
    /// <param name="input">The input's size on that axis.</param>
    public long PaddedSize(int axis, int input) => (long)input + PadBegin[axis] + PadEnd[axis];

    /// <summary>The number of window positions on an axis; 0 or less where the window does not fit.</summary>
    /// <param name="axis">The spatial axis, from 0.</param>
    /// <param name="input">The input's size on that axis.</param>
    /// <param name="ceil">Whether a last window may hang over the end.</param>
    public int OutputSize(int axis, int input, bool ceil = false)
    {
        long span = PaddedSize(axis, input) - Extent(axis);
        if (span < 0 && !(ceil && span > -Stride[axis])) return 0;
        long size = (ceil ? (span + Stride[axis] - 1) / Stride[axis] : span / Stride[axis]) + 1;
        // A window that would start in the trailing padding is left out, as PyTorch and ONNX do.
        if (ceil && (size - 1) * Stride[axis] >= (long)input + PadBegin[axis]) size--;
        return (int)Math.Min(size, int.MaxValue);
    }

    /// <summary>The shape after the window has slid over an input.</summary>
    /// <param name="channels">The output's channels.</param>
    /// <param name="input">The input's shape.</param>
    /// <param name="ceil">Whether a last window may hang over the end.</param>
    public TensorShape OutputShape(int channels, TensorShape input, bool ceil = false)
    {
        Window self = this;
        return new([channels, .. input.Spatial.Select((size, axis) => self.OutputSize(axis, size, ceil))]);
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        string text = string.Join("×", Kernel);
        if (Stride.Any(s => s != 1)) text += " stride " + string.Join("×", Stride);
        if (HasPadding) text += " padding " + string.Join(",", PadBegin) + "/" + string.Join(",", PadEnd);
        if (Dilation.Any(d => d != 1)) text += " dilation " + string.Join("×", Dilation);
        return text;
    }
}

using System.Globalization;
using EdgeNet.Description;

namespace EdgeNet.Compiler.Graph.Layers;

/// <summary>A transposed convolution over any number of spatial axes: the window is that of the convolution whose transpose it is.</summary>
/// <param name="Filters">Output channels.</param>
/// <param name="Window">Kernel, stride, padding and dilation.</param>
/// <param name="OutputPadding">Elements added at the end of each spatial axis.</param>
/// <param name="Groups">Groups of channels.</param>
/// <param name="Bias">Whether a bias is added.</param>
public sealed record ConvTranspose(int Filters, Window Window, EquatableArray<int> OutputPadding, int Groups, bool Bias) : Layer
{
    /// <summary>A batch normalisation done by the weights; set by a pass.</summary>
    public FoldedNorm? Norm { get; init; }

    /// <summary>An activation done in registers before the store; set by a pass.</summary>
    public ActivationFunction Activation { get; init; }

    /// <inheritdoc/>
    public override string Kind => "ConvTranspose";

    /// <inheritdoc/>
    public override string Settings => string.Format(CultureInfo.InvariantCulture, "{0} filters {1}{2}{3}{4}{5}{6}", Filters, Window,
        OutputPadding.Any(p => p != 0) ? " output padding " + string.Join("×", OutputPadding) : "", Groups == 1 ? "" : $" groups {Groups}",
        Bias ? "" : " no bias", Norm is null ? "" : " + batch norm", Activation == default ? "" : $" + {Activation}");

    /// <summary>The output's size on an axis; 0 or less where the padding cuts everything off.</summary>
    /// <param name="axis">The spatial axis, from 0.</param>
    /// <param name="input">The input's size on that axis.</param>
    public int OutputSize(int axis, int input) => (int)Math.Max(int.MinValue, Math.Min(int.MaxValue,
        (input - 1L) * Window.Stride[axis] - Window.PadBegin[axis] - Window.PadEnd[axis] + Window.Extent(axis) + OutputPadding[axis]));

    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs) =>
        new([Filters, .. inputs[0].Spatial.Select((size, axis) => OutputSize(axis, size))]);

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters(IReadOnlyList<TensorShape> inputs)
    {
        var weight = new Parameter("weight", new([inputs[0].Channels, Filters / Groups, .. Window.Kernel]));
        return Bias ? [weight, new Parameter("bias", new(Filters))] : [weight];
    }

    /// <inheritdoc/>
    public override long MultiplyAdds(IReadOnlyList<TensorShape> inputs) => inputs[0].LongLength * (Filters / Groups) * Window.Taps;
}

using System.Globalization;

namespace EdgeNet.Compiler.Graph.Layers;

/// <summary>
/// A convolution (cross-correlation) over any number of spatial axes, with what the passes fused into it: first the batch
/// normalisation, then the max pooling or the sum with a second input, then the activation.
/// </summary>
/// <param name="Filters">Output channels.</param>
/// <param name="Window">The window.</param>
/// <param name="Groups">Groups of channels.</param>
/// <param name="Bias">Whether a bias is added.</param>
public sealed record Conv(int Filters, Window Window, int Groups, bool Bias) : Layer
{
    /// <summary>A batch normalisation done by the weights; set by a pass.</summary>
    public FoldedNorm? Norm { get; init; }

    /// <summary>A max pooling done in registers before the store; set by a pass, never padded.</summary>
    public Window? Pool { get; init; }

    /// <summary>Whether a second input of the output's shape is added in registers before the activation; set by a pass.</summary>
    public bool HasResidual { get; init; }

    /// <summary>An activation done in registers before the store; set by a pass.</summary>
    public ActivationFunction Activation { get; init; }

    /// <inheritdoc/>
    public override string Kind => "Conv";

    /// <inheritdoc/>
    public override string Settings => string.Format(CultureInfo.InvariantCulture, "{0} filters {1}{2}{3}{4}{5}{6}{7}", Filters, Window,
        Groups == 1 ? "" : $" groups {Groups}", Bias ? "" : " no bias", Norm is null ? "" : " + batch norm", Pool is null ? "" : $" + max pool {Pool}",
        HasResidual ? " + residual" : "", Activation == default ? "" : $" + {Activation}");

    /// <summary>The convolution's output before the pooling.</summary>
    /// <param name="input">The input's shape.</param>
    public TensorShape ConvolvedShape(TensorShape input) => Window.OutputShape(Filters, input);

    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs)
    {
        TensorShape convolved = ConvolvedShape(inputs[0]);
        return Pool is null ? convolved : Pool.OutputShape(Filters, convolved);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters(IReadOnlyList<TensorShape> inputs)
    {
        var weight = new Parameter("weight", new([Filters, inputs[0].Channels / Groups, .. Window.Kernel]));
        return Bias ? [weight, new Parameter("bias", new(Filters))] : [weight];
    }

    /// <inheritdoc/>
    public override long MultiplyAdds(IReadOnlyList<TensorShape> inputs) =>
        ConvolvedShape(inputs[0]).LongLength * (inputs[0].Channels / Groups) * Window.Taps;
}

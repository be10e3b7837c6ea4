namespace EdgeNet.Compiler.Graph.Layers;

/// <summary>Batch normalisation by running statistics: (x − running_mean) / √(running_var + ε) · weight + bias for each channel.</summary>
/// <param name="Epsilon">What is added to the variance.</param>
/// <param name="Momentum">The share of a batch in the running statistics, for training.</param>
public sealed record BatchNorm(float Epsilon, float Momentum) : Layer
{
    /// <inheritdoc/>
    public override string Kind => "BatchNorm";

    /// <summary>An activation done in registers before the store; set by a pass.</summary>
    public ActivationFunction Activation { get; init; }

    /// <inheritdoc/>
    public override string Settings =>
        FormattableString.Invariant($"epsilon {Epsilon:R} momentum {Momentum:R}") + (Activation == default ? "" : $" + {Activation}");

    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs) => inputs[0];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters(IReadOnlyList<TensorShape> inputs)
    {
        var channels = new TensorShape(inputs[0].Channels);
        return [new("weight", channels), new("bias", channels), new("running_mean", channels, false), new("running_var", channels, false)];
    }
}

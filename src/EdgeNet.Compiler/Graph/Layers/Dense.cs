namespace EdgeNet.Compiler.Graph.Layers;

/// <summary>A fully connected layer.</summary>
/// <param name="Units">Outputs.</param>
/// <param name="Bias">Whether a bias is added.</param>
public sealed record Dense(int Units, bool Bias) : Layer
{
    /// <summary>A batch normalisation done by the weights; set by a pass.</summary>
    public FoldedNorm? Norm { get; init; }

    /// <summary>An activation done in registers before the store; set by a pass.</summary>
    public ActivationFunction Activation { get; init; }

    /// <inheritdoc/>
    public override string Kind => "Dense";

    /// <inheritdoc/>
    public override string Settings =>
        $"{Units} units{(Bias ? "" : " no bias")}{(Norm is null ? "" : " + batch norm")}{(Activation == default ? "" : $" + {Activation}")}";

    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs) => new(Units);

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters(IReadOnlyList<TensorShape> inputs)
    {
        var weight = new Parameter("weight", new(Units, inputs[0].Length));
        return Bias ? [weight, new Parameter("bias", new(Units))] : [weight];
    }

    /// <inheritdoc/>
    public override long MultiplyAdds(IReadOnlyList<TensorShape> inputs) => (long)Units * inputs[0].Length;
}

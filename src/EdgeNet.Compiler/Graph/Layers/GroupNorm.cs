namespace EdgeNet.Compiler.Graph.Layers;

/// <summary>Groups of channels normalised by their mean and (biased) variance.</summary>
/// <param name="Groups">Groups of channels.</param>
/// <param name="Epsilon">What is added to the variance.</param>
/// <param name="Affine">Whether a weight and bias a channel follow.</param>
public sealed record GroupNorm(int Groups, float Epsilon, bool Affine) : Layer
{
    /// <inheritdoc/>
    public override string Kind => "GroupNorm";

    /// <inheritdoc/>
    public override string Settings => FormattableString.Invariant($"groups {Groups} epsilon {Epsilon:R}{(Affine ? "" : " not affine")}");

    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs) => inputs[0];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters(IReadOnlyList<TensorShape> inputs) =>
        Affine ? [new("weight", new(inputs[0].Channels)), new("bias", new(inputs[0].Channels))] : [];
}

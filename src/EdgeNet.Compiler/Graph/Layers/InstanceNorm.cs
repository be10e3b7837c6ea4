namespace EdgeNet.Compiler.Graph.Layers;

/// <summary>Each channel normalised by its own mean and (biased) variance.</summary>
/// <param name="Epsilon">What is added to the variance.</param>
/// <param name="Affine">Whether weight and bias follow.</param>
public sealed record InstanceNorm(float Epsilon, bool Affine) : Layer
{
    /// <inheritdoc/>
    public override string Kind => "InstanceNorm";

    /// <inheritdoc/>
    public override string Settings => FormattableString.Invariant($"epsilon {Epsilon:R}{(Affine ? "" : " not affine")}");

    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs) => inputs[0];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters(IReadOnlyList<TensorShape> inputs) =>
        Affine ? [new("weight", new(inputs[0].Channels)), new("bias", new(inputs[0].Channels))] : [];
}

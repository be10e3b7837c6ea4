namespace EdgeNet.Compiler.Graph.Layers;

/// <summary>The axes from one on normalised by their mean and (biased) variance.</summary>
/// <param name="Axis">The first normalised axis.</param>
/// <param name="Epsilon">What is added to the variance.</param>
/// <param name="Affine">Whether weight and bias of the normalised axes' shape follow.</param>
public sealed record LayerNorm(int Axis, float Epsilon, bool Affine) : Layer
{
    /// <inheritdoc/>
    public override string Kind => "LayerNorm";

    /// <inheritdoc/>
    public override string Settings => FormattableString.Invariant($"axis {Axis} epsilon {Epsilon:R}{(Affine ? "" : " not affine")}");

    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs) => inputs[0];

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters(IReadOnlyList<TensorShape> inputs)
    {
        var normalised = new TensorShape([.. inputs[0].Dimensions.Skip(Axis)]);
        return Affine ? [new("weight", normalised), new("bias", normalised)] : [];
    }
}

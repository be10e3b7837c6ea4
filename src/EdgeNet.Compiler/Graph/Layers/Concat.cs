namespace EdgeNet.Compiler.Graph.Layers;

/// <summary>Tensors joined along an axis.</summary>
/// <param name="Axis">The axis, from 0.</param>
public sealed record Concat(int Axis) : Layer
{
    /// <inheritdoc/>
    public override string Kind => "Concat";

    /// <inheritdoc/>
    public override string Settings => FormattableString.Invariant($"axis {Axis}");

    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs) =>
        inputs[0].With(Axis, checked(inputs.Sum(i => i[Axis])));
}

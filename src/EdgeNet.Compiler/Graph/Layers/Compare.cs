namespace EdgeNet.Compiler.Graph.Layers;

/// <summary>Two tensors compared element by element, broadcast as numpy broadcasts shapes: 1 where it holds, else 0.</summary>
/// <param name="Function">The comparison.</param>
/// <param name="Value">A number that is the second operand.</param>
public sealed record Compare(CompareFunction Function, float? Value) : Layer
{
    /// <inheritdoc/>
    public override string Kind => Function.ToString();

    /// <inheritdoc/>
    public override string Settings => Value is { } value ? FormattableString.Invariant($"{value:R}") : "";

    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs) =>
        inputs.Aggregate((a, b) => TensorShape.Broadcast(a, b)!.Value);
}

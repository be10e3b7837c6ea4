namespace EdgeNet.Compiler.Graph.Layers;

/// <summary>Two or more tensors joined element by element, broadcast as numpy broadcasts shapes.</summary>
/// <param name="Function">The function.</param>
/// <param name="Value">A number that is the last operand.</param>
public sealed record Elementwise(ElementwiseFunction Function, float? Value) : Layer
{
    /// <inheritdoc/>
    public override string Kind => Function.ToString();

    /// <summary>An activation done in registers before the store; set by a pass.</summary>
    public ActivationFunction Activation { get; init; }

    /// <inheritdoc/>
    public override string Settings => ((Value is { } value ? FormattableString.Invariant($"{value:R}") : "")
        + (Activation == default ? "" : $" + {Activation}")).Trim();

    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs) =>
        inputs.Aggregate((a, b) => TensorShape.Broadcast(a, b)!.Value);
}

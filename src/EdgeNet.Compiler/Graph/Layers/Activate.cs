namespace EdgeNet.Compiler.Graph.Layers;

/// <summary>An activation function of its own, applied to each element.</summary>
/// <param name="Function">The function.</param>
public sealed record Activate(ActivationFunction Function) : Layer
{
    /// <inheritdoc/>
    public override string Kind => "Activation";

    /// <inheritdoc/>
    public override string Settings => Function.ToString();

    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs) => inputs[0];
}

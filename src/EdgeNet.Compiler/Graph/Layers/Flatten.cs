namespace EdgeNet.Compiler.Graph.Layers;

/// <summary>Any shape as a vector, channels first.</summary>
public sealed record Flatten : Layer
{
    /// <inheritdoc/>
    public override string Kind => "Flatten";

    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs) => new(inputs[0].Length);
}

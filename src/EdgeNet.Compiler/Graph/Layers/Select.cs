namespace EdgeNet.Compiler.Graph.Layers;

/// <summary>Of three tensors, broadcast as numpy broadcasts shapes, the second where the first is not 0, else the third.</summary>
public sealed record Select : Layer
{
    /// <inheritdoc/>
    public override string Kind => "Where";

    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs) =>
        inputs.Aggregate((a, b) => TensorShape.Broadcast(a, b)!.Value);
}

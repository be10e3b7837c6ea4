namespace EdgeNet.Compiler.Graph.Layers;

/// <summary>An input of the network.</summary>
/// <param name="Shape">Its shape, without the batch axis.</param>
public sealed record Input(TensorShape Shape) : Layer
{
    /// <inheritdoc/>
    public override string Kind => "Input";

    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs) => Shape;
}

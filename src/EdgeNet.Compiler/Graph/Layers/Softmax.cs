namespace EdgeNet.Compiler.Graph.Layers;

/// <summary>The channel axis as probabilities; for images, at each pixel.</summary>
public sealed record Softmax : Layer
{
    /// <inheritdoc/>
    public override string Kind => "Softmax";

    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs) => inputs[0];
}

namespace EdgeNet.Compiler.Graph.Layers;

/// <summary>The same elements in another shape, last axis fastest.</summary>
/// <param name="Shape">The shape.</param>
public sealed record Reshape(TensorShape Shape) : Layer
{
    /// <inheritdoc/>
    public override string Kind => "Reshape";

    /// <inheritdoc/>
    public override string Settings => Shape.ToString();

    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs) => Shape;
}

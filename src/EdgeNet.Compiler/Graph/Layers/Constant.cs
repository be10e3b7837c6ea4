namespace EdgeNet.Compiler.Graph.Layers;

/// <summary>Trained numbers as a tensor.</summary>
/// <param name="Shape">Its shape.</param>
public sealed record Constant(TensorShape Shape) : Layer
{
    /// <inheritdoc/>
    public override string Kind => "Constant";

    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs) => Shape;

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters(IReadOnlyList<TensorShape> inputs) => [new("value", Shape)];
}

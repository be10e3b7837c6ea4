namespace EdgeNet.Compiler.Graph.Layers;

/// <summary>x where it is 0 or more, else weight·x.</summary>
/// <param name="SlopeShape">The weight's shape, which broadcasts to the input's from the first axis on where it is a vector of channels.</param>
public sealed record PRelu(TensorShape SlopeShape) : Layer
{
    /// <inheritdoc/>
    public override string Kind => "PReLU";

    /// <inheritdoc/>
    public override string Settings => SlopeShape.ToString();

    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs) => inputs[0];

    /// <summary>The slope's shape with as many axes as the input's, for broadcasting: a vector of channels lies on axis 0.</summary>
    /// <param name="input">The input's shape.</param>
    public TensorShape AlignedSlope(TensorShape input) => SlopeShape.Rank == 1 && SlopeShape[0] == input.Channels
        ? new([SlopeShape[0], .. Enumerable.Repeat(1, input.Rank - 1)])
        : new([.. Enumerable.Repeat(1, input.Rank - SlopeShape.Rank), .. SlopeShape.Dimensions]);

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters(IReadOnlyList<TensorShape> inputs) => [new("weight", SlopeShape)];
}

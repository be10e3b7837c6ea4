namespace EdgeNet.Compiler.Graph.Layers;

/// <summary>Blocks of pixels stacked into channels (ONNX's SpaceToDepth).</summary>
/// <param name="BlockSize">Rows and columns that become a pixel.</param>
public sealed record SpaceToDepth(int BlockSize) : Layer
{
    /// <inheritdoc/>
    public override string Kind => "SpaceToDepth";

    /// <inheritdoc/>
    public override string Settings => FormattableString.Invariant($"{BlockSize}");

    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs) =>
        new(checked(inputs[0][0] * BlockSize * BlockSize), inputs[0][1] / BlockSize, inputs[0][2] / BlockSize);
}

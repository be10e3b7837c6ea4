namespace EdgeNet.Compiler.Graph.Layers;

/// <summary>Rearranges channels into space, a pixel shuffle (ONNX's DepthToSpace).</summary>
/// <param name="BlockSize">Rows and columns that a pixel becomes.</param>
/// <param name="Mode">The order of the channels.</param>
public sealed record DepthToSpace(int BlockSize, DepthToSpaceMode Mode) : Layer
{
    /// <inheritdoc/>
    public override string Kind => "DepthToSpace";

    /// <inheritdoc/>
    public override string Settings => FormattableString.Invariant($"{BlockSize} {Mode}");

    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs) =>
        new(inputs[0][0] / (BlockSize * BlockSize), checked(inputs[0][1] * BlockSize), checked(inputs[0][2] * BlockSize));
}

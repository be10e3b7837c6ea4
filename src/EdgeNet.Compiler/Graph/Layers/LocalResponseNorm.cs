namespace EdgeNet.Compiler.Graph.Layers;

/// <summary>x / (k + alpha/size·Σ x²)^beta, the sum over the channels from c − ⌊(size − 1)/2⌋ to c + ⌈(size − 1)/2⌉ (ONNX's LRN).</summary>
/// <param name="Size">Channels of a sum.</param>
/// <param name="Alpha">The factor of the sum.</param>
/// <param name="Beta">The exponent.</param>
/// <param name="K">The constant.</param>
public sealed record LocalResponseNorm(int Size, float Alpha, float Beta, float K) : Layer
{
    /// <inheritdoc/>
    public override string Kind => "LocalResponseNorm";

    /// <inheritdoc/>
    public override string Settings => FormattableString.Invariant($"size {Size} alpha {Alpha:R} beta {Beta:R} k {K:R}");

    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs) => inputs[0];

    /// <summary>Channels before a channel that its sum takes in.</summary>
    public int Before => (Size - 1) / 2;

    /// <summary>Channels after a channel that its sum takes in.</summary>
    public int After => Size / 2;
}

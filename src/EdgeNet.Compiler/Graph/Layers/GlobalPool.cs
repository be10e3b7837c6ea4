namespace EdgeNet.Compiler.Graph.Layers;

/// <summary>The average or maximum of each channel.</summary>
/// <param name="Function">Which.</param>
public sealed record GlobalPool(PoolFunction Function) : Layer
{
    /// <inheritdoc/>
    public override string Kind => Function == PoolFunction.Average ? "GlobalAvgPool" : "GlobalMaxPool";

    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs) =>
        new([inputs[0].Channels, .. Enumerable.Repeat(1, inputs[0].Rank - 1)]);
}

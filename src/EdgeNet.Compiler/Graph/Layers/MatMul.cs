namespace EdgeNet.Compiler.Graph.Layers;

/// <summary>The matrix product over the last two axes, the others broadcast (numpy.matmul).</summary>
public sealed record MatMul : Layer
{
    /// <inheritdoc/>
    public override string Kind => "MatMul";

    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs)
    {
        TensorShape a = inputs[0], b = inputs[1];
        int[] batch = BatchOf(a, b)!;
        return new([.. batch, a[a.Rank - 2], b[b.Rank - 1]]);
    }

    /// <summary>The axes before the last two, broadcast, or null where they do not match.</summary>
    /// <param name="a">The left side's shape.</param>
    /// <param name="b">The right side's shape.</param>
    public static int[]? BatchOf(TensorShape a, TensorShape b)
    {
        var left = new TensorShape([1, .. a.Dimensions.Take(a.Rank - 2)]);
        var right = new TensorShape([1, .. b.Dimensions.Take(b.Rank - 2)]);
        // The axis of 1 keeps shapes from being empty; it stands first only where both batches have equally many axes.
        int rank = Math.Max(a.Rank, b.Rank) - 2;
        return TensorShape.Broadcast(left, right) is { } batch ? [.. batch.Dimensions.Skip(batch.Rank - rank)] : null;
    }

    /// <inheritdoc/>
    public override long MultiplyAdds(IReadOnlyList<TensorShape> inputs) =>
        InferShape(inputs).LongLength * inputs[0][inputs[0].Rank - 1];
}

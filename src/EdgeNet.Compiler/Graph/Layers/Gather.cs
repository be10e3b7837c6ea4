using EdgeNet.Description;

namespace EdgeNet.Compiler.Graph.Layers;

/// <summary>Some elements of an axis, by their numbers.</summary>
/// <param name="Axis">The axis.</param>
/// <param name="Indices">The input's element that each element of the output is.</param>
public sealed record Gather(int Axis, EquatableArray<int> Indices) : Layer
{
    /// <summary>Indices that <see cref="Settings"/> lists; more are told by their hash.</summary>
    private const int MaxListed = 16;

    /// <inheritdoc/>
    public override string Kind => "Gather";

    /// <inheritdoc/>
    public override string Settings => Indices.Count <= MaxListed
        ? FormattableString.Invariant($"axis {Axis}: {string.Join(",", Indices)}")
        : FormattableString.Invariant($"axis {Axis}: {Indices.Count} indices, hash {Hash():x16}");

    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs) => inputs[0].With(Axis, Indices.Count);

    /// <summary>FNV-1a of 64 bits.</summary>
    private ulong Hash() => Indices.Aggregate(14695981039346656037UL, (hash, index) => unchecked((hash ^ (uint)index) * 1099511628211UL));
}

using EdgeNet.Description;

namespace EdgeNet.Compiler.Graph.Layers;

/// <summary>Axes in another order: axis i of the output is the input's axis Axes[i].</summary>
/// <param name="Axes">A permutation of the axes.</param>
public sealed record Transpose(EquatableArray<int> Axes) : Layer
{
    /// <inheritdoc/>
    public override string Kind => "Transpose";

    /// <inheritdoc/>
    public override string Settings => string.Join(",", Axes);

    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs) => new([.. Axes.Select(axis => inputs[0][axis])]);
}

using EdgeNet.Description;

namespace EdgeNet.Compiler.Graph.Layers;

/// <summary>A part of a tensor: element i of an axis is the input's start + i·step.</summary>
/// <param name="Starts">The first element on each axis.</param>
/// <param name="Steps">The step on each axis, not 0.</param>
/// <param name="Sizes">The elements on each axis.</param>
public sealed record Slice(EquatableArray<int> Starts, EquatableArray<int> Steps, EquatableArray<int> Sizes) : Layer
{
    /// <inheritdoc/>
    public override string Kind => "Slice";

    /// <inheritdoc/>
    public override string Settings => string.Join(",", Starts.Select((start, axis) => FormattableString.Invariant($"{start}+{Sizes[axis]}{(Steps[axis] == 1 ? "" : $"·{Steps[axis]}")}")));

    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs) => new(Sizes);
}

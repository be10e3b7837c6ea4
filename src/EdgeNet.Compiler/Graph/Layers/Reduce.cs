using EdgeNet.Description;

namespace EdgeNet.Compiler.Graph.Layers;

/// <summary>Axes reduced to one number.</summary>
/// <param name="Function">The reduction.</param>
/// <param name="Axes">The axes, ascending.</param>
/// <param name="KeepDims">Whether they stay, with size 1.</param>
public sealed record Reduce(ReduceFunction Function, EquatableArray<int> Axes, bool KeepDims) : Layer
{
    /// <inheritdoc/>
    public override string Kind => "Reduce" + Function;

    /// <inheritdoc/>
    public override string Settings => $"axes {string.Join(",", Axes)}{(KeepDims ? "" : " dropped")}";

    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs)
    {
        EquatableArray<int> axes = Axes;
        int[] sizes = KeepDims
            ? [.. inputs[0].Dimensions.Select((size, axis) => axes.Contains(axis) ? 1 : size)]
            : [.. inputs[0].Dimensions.Where((_, axis) => !axes.Contains(axis))];
        return sizes.Length == 0 ? new(1) : new(sizes);
    }
}

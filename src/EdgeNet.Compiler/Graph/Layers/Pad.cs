using EdgeNet.Description;

namespace EdgeNet.Compiler.Graph.Layers;

/// <summary>Elements added around a tensor, or cut off where negative.</summary>
/// <param name="Begin">Elements before the first of each axis.</param>
/// <param name="End">Elements after the last of each axis.</param>
/// <param name="Mode">What they hold.</param>
/// <param name="Value">The value of <see cref="PadMode.Constant"/>.</param>
public sealed record Pad(EquatableArray<int> Begin, EquatableArray<int> End, PadMode Mode, float Value) : Layer
{
    /// <inheritdoc/>
    public override string Kind => "Pad";

    /// <inheritdoc/>
    public override string Settings => FormattableString.Invariant($"{string.Join(",", Begin)}/{string.Join(",", End)} {Mode}{(Mode == PadMode.Constant ? $" {Value:R}" : "")}");

    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs) =>
        new([.. inputs[0].Dimensions.Select((size, axis) => (int)Math.Min(int.MaxValue, (long)size + Begin[axis] + End[axis]))]);
}

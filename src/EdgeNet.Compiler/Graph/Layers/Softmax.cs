namespace EdgeNet.Compiler.Graph.Layers;

/// <summary>An axis as probabilities, or as their logarithms.</summary>
/// <param name="Axis">The axis; for the channels of an image, at each pixel.</param>
/// <param name="Log">Whether the logarithms are taken.</param>
public sealed record Softmax(int Axis = 0, bool Log = false) : Layer
{
    /// <inheritdoc/>
    public override string Kind => Log ? "LogSoftmax" : "Softmax";

    /// <inheritdoc/>
    public override string Settings => Axis == 0 ? "" : FormattableString.Invariant($"axis {Axis}");

    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs) => inputs[0];
}

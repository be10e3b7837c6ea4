using System.Globalization;

namespace EdgeNet.Compiler.Graph.Layers;

/// <summary>Random zeros in training; nothing in inference.</summary>
/// <param name="Rate">The share of elements dropped, in [0, 1).</param>
public sealed record Dropout(float Rate) : Layer
{
    /// <inheritdoc/>
    public override string Kind => "Dropout";

    /// <inheritdoc/>
    public override string Settings => Rate.ToString("R", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs) => inputs[0];
}

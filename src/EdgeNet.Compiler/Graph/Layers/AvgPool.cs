namespace EdgeNet.Compiler.Graph.Layers;

/// <summary>Average pooling.</summary>
/// <param name="Window">The window.</param>
/// <param name="Ceil">Whether the output size is rounded up.</param>
/// <param name="CountIncludePad">
/// Whether padding counts in the divisor; elements past the padded end, which only a rounded-up size reaches, never do.
/// </param>
public sealed record AvgPool(Window Window, bool Ceil, bool CountIncludePad) : Layer
{
    /// <inheritdoc/>
    public override string Kind => "AvgPool";

    /// <inheritdoc/>
    public override string Settings => Window + (Ceil ? " ceil" : "") + (CountIncludePad || !Window.HasPadding ? "" : " padding not counted");

    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs) => Window.OutputShape(inputs[0].Channels, inputs[0], Ceil);
}

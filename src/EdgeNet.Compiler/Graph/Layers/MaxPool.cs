namespace EdgeNet.Compiler.Graph.Layers;

/// <summary>Max pooling; padding counts as minus infinity.</summary>
/// <param name="Window">The window.</param>
/// <param name="Ceil">Whether the output size is rounded up.</param>
public sealed record MaxPool(Window Window, bool Ceil) : Layer
{
    /// <inheritdoc/>
    public override string Kind => "MaxPool";

    /// <inheritdoc/>
    public override string Settings => Window + (Ceil ? " ceil" : "");

    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs) => Window.OutputShape(inputs[0].Channels, inputs[0], Ceil);
}

namespace EdgeNet.Compiler.Graph.Layers;

/// <summary>Pooling by a norm, (Σ |x|^p)^(1/p); padding counts as 0.</summary>
/// <param name="Window">The window.</param>
/// <param name="Ceil">Whether the output size is rounded up.</param>
/// <param name="P">The norm, 1 or more.</param>
public sealed record LpPool(Window Window, bool Ceil, int P) : Layer
{
    /// <inheritdoc/>
    public override string Kind => "LpPool";

    /// <inheritdoc/>
    public override string Settings => $"{Window}{(Ceil ? " ceil" : "")} p {P}";

    /// <inheritdoc/>
    public override TensorShape InferShape(IReadOnlyList<TensorShape> inputs) => Window.OutputShape(inputs[0].Channels, inputs[0], Ceil);
}

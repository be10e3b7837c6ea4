namespace EdgeNet.Compiler.Planning.Winograd;

/// <summary>A tile of outputs that is computed by minimal filtering along rows and columns; depth is summed over as channels are.</summary>
/// <param name="Vertical">Along a column.</param>
/// <param name="Horizontal">Along a row.</param>
public sealed record WinogradTile(MinimalFiltering Vertical, MinimalFiltering Horizontal)
{
    /// <summary>Products of a tile, a channel and a filter.</summary>
    public int Products => Vertical.Products * Horizontal.Products;

    /// <summary>Outputs of a tile.</summary>
    public int Outputs => Vertical.Outputs * Horizontal.Outputs;

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant(
        $"F({Vertical.Outputs}×{Horizontal.Outputs}, {Vertical.Taps}×{Horizontal.Taps})");
}

namespace EdgeNet.Compiler.Planning.Winograd;

/// <summary>
/// A tile of outputs that is computed by minimal filtering, along rows and columns or along columns alone; channels and kernel slices, and
/// then the kernel's columns, are summed tap by tap.
/// </summary>
/// <param name="Vertical">Along a column.</param>
/// <param name="Horizontal">Along a row; of one output and one tap where kernel columns are taken tap by tap.</param>
/// <param name="ColumnTaps">Kernel columns that are taken tap by tap, 1 or more.</param>
public sealed record WinogradTile(MinimalFiltering Vertical, MinimalFiltering Horizontal, int ColumnTaps = 1)
{
    /// <summary>A tile of one column whose kernel columns are taken tap by tap.</summary>
    /// <param name="vertical">Along the column.</param>
    /// <param name="columnTaps">Kernel columns, 2 or more.</param>
    public static WinogradTile OfColumns(MinimalFiltering vertical, int columnTaps) => new(vertical, new(1, 1), columnTaps);

    /// <summary>Whether lanes run over output columns; else over channels, or along rows in the input's transform.</summary>
    public bool ColumnsInLanes { get; init; }

    /// <summary>Whether kernel columns are taken tap by tap.</summary>
    public bool IsVertical => ColumnTaps > 1 || ColumnsInLanes;

    /// <summary>Products of a tile, a channel and a filter.</summary>
    public int Products => Vertical.Products * Horizontal.Products;

    /// <summary>Outputs of a tile.</summary>
    public int Outputs => Vertical.Outputs * Horizontal.Outputs;

    /// <inheritdoc/>
    public override string ToString() => IsVertical
        ? FormattableString.Invariant($"F({Vertical.Outputs}, {Vertical.Taps}) along columns{(ColumnsInLanes ? " in lanes" : "")}")
        : FormattableString.Invariant($"F({Vertical.Outputs}×{Horizontal.Outputs}, {Vertical.Taps}×{Horizontal.Taps})");
}

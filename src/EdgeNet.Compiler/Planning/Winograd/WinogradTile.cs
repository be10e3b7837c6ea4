namespace EdgeNet.Compiler.Planning.Winograd;

/// <summary>
/// A tile of outputs that is computed by Winograd's algorithm, along rows and columns or along columns alone; channels and kernel slices, and
/// then the kernel's columns, are summed directly.
/// </summary>
/// <param name="Vertical">Along a column.</param>
/// <param name="Horizontal">Along a row; of one output and one tap where kernel columns are summed directly.</param>
/// <param name="ColumnTaps">Kernel columns that are summed directly, 1 or more.</param>
public sealed record WinogradTile(WinogradTransform Vertical, WinogradTransform Horizontal, int ColumnTaps = 1)
{
    /// <summary>A tile of one column whose kernel columns are summed directly.</summary>
    /// <param name="vertical">Along the column.</param>
    /// <param name="columnTaps">Kernel columns, 1 or more.</param>
    public static WinogradTile OfColumns(WinogradTransform vertical, int columnTaps) => new(vertical, new(1, 1), columnTaps);

    /// <summary>
    /// Input rows from an output row to the next. Of more than one, the rows are as many phases, one after the other: phase p has the rows
    /// p, p + RowStride, … of input and kernel, each a filter of stride 1 of its own, whose products are summed. Kernel rows that a phase
    /// lacks are zero.
    /// </summary>
    public int RowStride { get; init; } = 1;

    /// <summary>Input columns from an output column to the next, where kernel columns are summed directly.</summary>
    public int ColumnStride { get; init; } = 1;

    /// <summary>
    /// Whether output columns are computed in pairs, by three filters of half the columns instead of two of all (a two-parallel fast FIR filter:
    /// Z.-J. Mou, P. Duhamel, "Short-length FIR filters and their use in fast nonrecursive filtering", IEEE Trans. Signal Processing 39(6), 1991).
    /// With kernel columns h and input columns x, the columns 2n and 2n + 1 are a + b and a + c, where a takes h₀ + h₁, h₂ + h₃, … over x₂ₙ₊₁, b takes
    /// h₀, h₂, … over the differences x₂ₙ − x₂ₙ₊₁, and c takes −h₁, −h₃, … over x₂ₙ₊₁ − x₂ₙ₊₂.
    /// </summary>
    public bool UsesFastFir { get; init; }

    /// <summary>The filters that share out the kernel's columns: of pairs a, b and c.</summary>
    public int Subfilters => UsesFastFir ? 3 : 1;

    /// <summary>Kernel columns of a part.</summary>
    /// <param name="part">0 to <see cref="Subfilters"/> − 1.</param>
    public int SubfilterTaps(int part) => !UsesFastFir ? ColumnTaps : part < 2 ? (ColumnTaps + 1) / 2 : ColumnTaps / 2;

    /// <summary>Kernel columns of all parts.</summary>
    public int SubfilterTaps() => Enumerable.Range(0, Subfilters).Sum(SubfilterTaps);

    /// <summary>Transformed weights of a filter.</summary>
    /// <param name="channels">Input channels.</param>
    /// <param name="kernelDepth">Kernel slices.</param>
    public long FilterWeights(int channels, int kernelDepth) => (long)channels * kernelDepth * (Products * RowStride * SubfilterTaps());

    /// <summary>Whether lanes run over output columns; else over channels, or along rows in the input's transform.</summary>
    public bool IsOverWidth { get; init; }

    /// <summary>Whether kernel columns are summed directly.</summary>
    public bool IsVertical => ColumnTaps > 1 || IsOverWidth || RowStride > 1 || ColumnStride > 1;

    /// <summary>Input columns that a row of outputs reads, where kernel columns are summed directly.</summary>
    /// <param name="outputs">Output columns.</param>
    public int ColumnsRead(int outputs) => checked((outputs - 1) * ColumnStride + ColumnTaps);

    /// <summary>Input rows that tiles read, whole tiles also where some of their outputs are not needed.</summary>
    /// <param name="tiles">Tiles of a column.</param>
    public int RowsRead(int tiles) => checked((tiles * Vertical.Outputs + Vertical.Taps - 1) * RowStride);

    /// <summary>Products of a tile, a channel, a phase and a filter.</summary>
    public int Products => Vertical.Products * Horizontal.Products;

    /// <summary>Outputs of a tile.</summary>
    public int Outputs => Vertical.Outputs * Horizontal.Outputs;

    /// <summary>F(m, r) as papers write it: outputs of a tile, then kernel elements, rows × columns.</summary>
    public override string ToString()
    {
        if (!IsVertical) return FormattableString.Invariant($"F({Vertical.Outputs}×{Horizontal.Outputs}, {Vertical.Taps}×{Horizontal.Taps})");
        string phases = RowStride > 1 ? FormattableString.Invariant($" over {RowStride} phases") : "";
        return FormattableString.Invariant($"F({Vertical.Outputs}×1, {Vertical.Taps}×1){phases}{(UsesFastFir ? " by fast FIR" : "")}");
    }
}

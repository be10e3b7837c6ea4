using System.Globalization;
using EdgeNet.Compiler.Graph;
using EdgeNet.Description;

namespace EdgeNet.Compiler.Planning.Steps;

/// <summary>A pooling of its own, over an image that was padded where a window reaches past a border.</summary>
/// <param name="Name">The node.</param>
/// <param name="Input">The image; channels first, it lies in phases as a <see cref="PadStep"/> prepared it.</param>
/// <param name="Output">The pooled image, in the input's order.</param>
/// <param name="Window">The window.</param>
/// <param name="Phases">Input columns between neighbouring lanes, where the lanes run over columns.</param>
/// <param name="RowCounts">For an average: the rows that count in the divisor, for each output row; else empty.</param>
/// <param name="ColumnCounts">For an average: the columns that count in the divisor, for each output column; else empty.</param>
public sealed record PoolStep(
    string Name, Operand Input, Operand Output, Window Window, int Phases, EquatableArray<int> RowCounts, EquatableArray<int> ColumnCounts)
    : Step(Name, Input, Output)
{
    /// <summary>Whether it averages; else it takes the maximum.</summary>
    public bool IsAverage => RowCounts.Count > 0;

    /// <inheritdoc/>
    public override string Kind => IsAverage ? "AvgPool" : "MaxPool";

    /// <inheritdoc/>
    public override string Summary => string.Format(CultureInfo.InvariantCulture, "{0}, lanes over {1}", Window,
        Input.Layout.IsInterleaved ? "channels" : "columns");
}

using EdgeNet.Description;

namespace EdgeNet.Compiler.Planning;

/// <summary>The taps of a pooling that count in an average's divisor, for each output on an axis; their product counts in all.</summary>
/// <param name="Slices">For each output slice.</param>
/// <param name="Rows">For each output row.</param>
/// <param name="Columns">For each output column.</param>
public sealed record WindowCounts(EquatableArray<int> Slices, EquatableArray<int> Rows, EquatableArray<int> Columns)
{
    /// <summary>The divisor where it is the same everywhere, else null.</summary>
    public int? Uniform => Slices.Distinct().Count() == 1 && Rows.Distinct().Count() == 1 && Columns.Distinct().Count() == 1
        ? Slices[0] * Rows[0] * Columns[0] : null;
}

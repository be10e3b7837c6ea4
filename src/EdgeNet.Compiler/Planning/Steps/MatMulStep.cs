using System.Globalization;
using EdgeNet.Description;

namespace EdgeNet.Compiler.Planning.Steps;

/// <summary>Matrix products, lanes over the columns of the right side.</summary>
/// <param name="Name">The node.</param>
/// <param name="Inputs">The left side and the right side, their last two axes without gaps.</param>
/// <param name="Output">The products, without gaps.</param>
/// <param name="Batch">The loops over the products, of left side, right side and output.</param>
/// <param name="Rows">Rows of the left side.</param>
/// <param name="Inner">Columns of the left side, rows of the right side.</param>
/// <param name="Columns">Columns of the right side.</param>
public sealed record MatMulStep(string Name, EquatableArray<Operand> Inputs, Operand Output, StridedNest Batch, int Rows, int Inner, int Columns)
    : Step(Name, Inputs, Output)
{
    /// <inheritdoc/>
    public override string Kind => "MatMul";

    /// <inheritdoc/>
    public override string Summary => string.Format(CultureInfo.InvariantCulture, "{0}×{1} · {1}×{2}{3}", Rows, Inner, Columns,
        Batch.Elements > 1 ? string.Format(CultureInfo.InvariantCulture, ", {0} times", Batch.Elements) : "");
}

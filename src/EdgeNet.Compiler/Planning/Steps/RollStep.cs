using System.Globalization;

namespace EdgeNet.Compiler.Planning.Steps;

/// <summary>Moves the rows of a rolling buffer that are still read to its front.</summary>
/// <param name="Name">The tensor's node.</param>
/// <param name="Input">The rows: a run of elements for each channel, or for all channels together.</param>
/// <param name="Output">Where they go; both may overlap.</param>
/// <param name="Rows">Rows.</param>
public sealed record RollStep(string Name, Operand Input, Operand Output, int Rows) : Step(Name, Input, Output)
{
    /// <inheritdoc/>
    public override string Kind => "Roll";

    /// <inheritdoc/>
    public override string Summary => string.Format(CultureInfo.InvariantCulture, "{0} {1} to the front", Rows, Rows == 1 ? "row" : "rows");
}

using System.Globalization;
using EdgeNet.Description;

namespace EdgeNet.Compiler.Planning.Steps;

/// <summary>
/// Copies a volume into a buffer with borders, so that no tap tests for a border. Columns may be de-interleaved by stride:
/// padded column p goes to phase p % Phases at position p / Phases, so that lanes over a strided width read neighbours.
/// </summary>
/// <param name="Name">The node that needs it.</param>
/// <param name="Input">The volume.</param>
/// <param name="Output">The padded volume; its layout's width is a phase's, and a row has Phases times as many elements.</param>
/// <param name="Begin">Border slices in front, border rows above, border columns to the left.</param>
/// <param name="Phases">Phases of a row.</param>
/// <param name="Fill">What the borders hold.</param>
public sealed record PadStep(string Name, Operand Input, Operand Output, EquatableArray<int> Begin, int Phases, float Fill) : Step(Name, Input, Output)
{
    /// <inheritdoc/>
    public override string Kind => "Pad";

    /// <inheritdoc/>
    public override string Summary => string.Format(CultureInfo.InvariantCulture, "copy into {0}{1} rows of {2}{3}",
        Output.Layout.Depth > 1 ? $"{Output.Layout.Depth}×" : "", Output.Layout.Height,
        Phases == 1 ? $"{Output.Layout.Width}" : $"{Phases} phases of {Output.Layout.Width}",
        Begin.Any(b => b > 0) ? $" at ({string.Join(", ", Begin)})" : "");
}

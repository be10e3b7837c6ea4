using System.Globalization;

namespace EdgeNet.Compiler.Planning.Steps;

/// <summary>
/// Copies an image into a buffer with borders, so that no tap tests for a border. Columns may be dealt out to phases:
/// padded column p goes to phase p % Phases at position p / Phases, so that lanes over a strided width read neighbours.
/// </summary>
/// <param name="Name">The node that needs it.</param>
/// <param name="Input">The image.</param>
/// <param name="Output">The padded image; its layout's width is a phase's, and a row has Phases times as many elements.</param>
/// <param name="Top">Border rows above.</param>
/// <param name="Left">Border columns to the left.</param>
/// <param name="Phases">Phases of a row.</param>
/// <param name="Fill">What the borders hold.</param>
public sealed record PadStep(string Name, Operand Input, Operand Output, int Top, int Left, int Phases, float Fill) : Step(Name, Input, Output)
{
    /// <inheritdoc/>
    public override string Kind => "Pad";

    /// <inheritdoc/>
    public override string Summary => string.Format(CultureInfo.InvariantCulture, "copy into {0} rows of {1}{2}", Output.Layout.Height,
        Phases == 1 ? $"{Output.Layout.Width}" : $"{Phases} phases of {Output.Layout.Width}",
        Top > 0 || Left > 0 ? $" at ({Top}, {Left})" : "");
}

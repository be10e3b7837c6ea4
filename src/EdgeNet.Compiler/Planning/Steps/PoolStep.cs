using System.Globalization;
using EdgeNet.Compiler.Graph;

namespace EdgeNet.Compiler.Planning.Steps;

/// <summary>A pooling of its own, over an image that was padded where a window reaches past a border.</summary>
/// <param name="Name">The node.</param>
/// <param name="Input">The image; channels first, it lies in phases as a <see cref="PadStep"/> prepared it.</param>
/// <param name="Output">The pooled image, in the input's order.</param>
/// <param name="Window">The window.</param>
/// <param name="Phases">Input columns between neighbouring lanes, where the lanes run over columns.</param>
/// <param name="Counts">For an average: the taps that count in the divisor.</param>
public sealed record PoolStep(
    string Name, Operand Input, Operand Output, Window Window, int Phases, WindowCounts? Counts)
    : Step(Name, Input, Output)
{
    /// <summary>Whether it averages; else it takes the maximum.</summary>
    public bool IsAverage => Counts is not null;

    /// <inheritdoc/>
    public override string Kind => IsAverage ? "AvgPool" : "MaxPool";

    /// <inheritdoc/>
    public override string Summary => string.Format(CultureInfo.InvariantCulture, "{0}, lanes over {1}", Window,
        Input.Layout.IsInterleaved ? "channels" : "columns");
}

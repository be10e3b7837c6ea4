using System.Globalization;
using EdgeNet.Description;

namespace EdgeNet.Compiler.Planning.Steps;

/// <summary>
/// Several steps done a band of rows at a time, so that of the tensors between them only the rows are held that are still read.
/// </summary>
/// <param name="Name">The first and the last node.</param>
/// <param name="Inputs">All tensors that its steps read.</param>
/// <param name="Output">What the last of the steps writes, as a whole.</param>
/// <param name="Whole">The steps as they would be done one after the other.</param>
/// <param name="Bands">Bands.</param>
/// <param name="Parts">The bands' steps.</param>
public sealed record StreamStep(
    string Name, EquatableArray<Operand> Inputs, Operand Output, IReadOnlyList<Step> Whole, int Bands, IReadOnlyList<StreamPart> Parts)
    : Step(Name, Inputs, Output)
{
    /// <inheritdoc/>
    public override string Kind => "Stream";

    /// <inheritdoc/>
    public override string Summary => string.Format(CultureInfo.InvariantCulture, "{0} steps in {1} bands of rows",
        Whole.Count(s => s is not BorderStep), Bands);

    /// <inheritdoc/>
    public override EquatableArray<Operand> Scratch => new(Parts.SelectMany(p => p.Steps).SelectMany(s => s.Scratch.Append(s.Output)).Distinct());

    /// <summary>A run of steps in bands.</summary>
    /// <param name="whole">The steps as they would be done one after the other.</param>
    /// <param name="bands">Bands.</param>
    /// <param name="parts">The bands' steps.</param>
    internal static StreamStep Of(IReadOnlyList<Step> whole, int bands, IReadOnlyList<StreamPart> parts)
    {
        Step last = whole[whole.Count - 1];
        return new($"{whole[0].Name} … {last.Name}", new(parts.SelectMany(p => p.Steps).SelectMany(s => s.Inputs).Distinct()), last.Output, whole, bands, parts);
    }
}

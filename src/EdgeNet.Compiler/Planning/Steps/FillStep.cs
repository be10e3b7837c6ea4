using System.Globalization;
using EdgeNet.Description;

namespace EdgeNet.Compiler.Planning.Steps;

/// <summary>Sets every element of a tensor to one value.</summary>
/// <param name="Name">The node that needs it.</param>
/// <param name="Output">The tensor.</param>
/// <param name="Value">The value.</param>
public sealed record FillStep(string Name, Operand Output, float Value) : Step(Name, default(EquatableArray<Operand>), Output)
{
    /// <inheritdoc/>
    public override string Kind => "Fill";

    /// <inheritdoc/>
    public override string Summary => string.Format(CultureInfo.InvariantCulture, "{0} elements with {1:R}", Output.Layout.Volume.Length, Value);
}

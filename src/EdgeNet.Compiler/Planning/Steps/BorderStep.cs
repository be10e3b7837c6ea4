using System.Globalization;
using EdgeNet.Description;

namespace EdgeNet.Compiler.Planning.Steps;

/// <summary>Fills the border around a tensor that another step writes. The workspace is used again, so this is done at every inference.</summary>
/// <param name="Name">The node whose output the tensor is.</param>
/// <param name="Output">The tensor, channels last, without its border.</param>
/// <param name="Border">The border.</param>
public sealed record BorderStep(string Name, Operand Output, Border Border) : Step(Name, default(EquatableArray<Operand>), Output)
{
    /// <inheritdoc/>
    public override string Kind => "Border";

    /// <inheritdoc/>
    public override string Summary => string.Format(CultureInfo.InvariantCulture, "{0:R} in {1}/{2} around it",
        Border.Fill, string.Join(",", Border.Begin), string.Join(",", Border.End));
}

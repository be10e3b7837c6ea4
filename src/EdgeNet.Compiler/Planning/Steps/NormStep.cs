using System.Globalization;
using EdgeNet.Description;

namespace EdgeNet.Compiler.Planning.Steps;

/// <summary>Normalises groups of elements by their mean and variance, in two passes, and scales and shifts them in a third.</summary>
/// <param name="Name">The node.</param>
/// <param name="Inputs">The tensor and, where there are any, its scales and shifts; the output's buffer may be the tensor's.</param>
/// <param name="Output">The tensor, in the input's order.</param>
/// <param name="Epsilon">What is added to the variance.</param>
/// <param name="Groups">The loops over the groups, of inputs and output.</param>
/// <param name="Elements">The loops over the elements of a group, of inputs and output.</param>
public sealed record NormStep(string Name, EquatableArray<Operand> Inputs, Operand Output, float Epsilon, StridedNest Groups, StridedNest Elements)
    : Step(Name, Inputs, Output)
{
    /// <inheritdoc/>
    public override string Kind => "Norm";

    /// <inheritdoc/>
    public override string Summary => string.Format(CultureInfo.InvariantCulture, "{0} groups of {1} elements{2}",
        Groups.Elements, string.Join("×", Elements.Loops.Select(l => l.Count)), Inputs[0].Buffer == Output.Buffer ? ", in place" : "");
}

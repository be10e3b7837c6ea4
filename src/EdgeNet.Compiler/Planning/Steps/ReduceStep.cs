using System.Globalization;
using EdgeNet.Compiler.Graph;

namespace EdgeNet.Compiler.Planning.Steps;

/// <summary>Reduces axes to one number.</summary>
/// <param name="Name">The node.</param>
/// <param name="Input">The tensor.</param>
/// <param name="Output">What is left of it.</param>
/// <param name="Function">The reduction.</param>
/// <param name="Kept">The loops over what stays, of input and output.</param>
/// <param name="Reduced">The loops over what is reduced, of the input.</param>
public sealed record ReduceStep(string Name, Operand Input, Operand Output, ReduceFunction Function, StridedNest Kept, StridedNest Reduced)
    : Step(Name, Input, Output)
{
    /// <inheritdoc/>
    public override string Kind => "Reduce" + Function;

    /// <inheritdoc/>
    public override string Summary => string.Format(CultureInfo.InvariantCulture, "{0} times {1} elements",
        Kept.Elements, string.Join("×", Reduced.Loops.Select(l => l.Count)));
}

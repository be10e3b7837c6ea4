using System.Globalization;
using EdgeNet.Compiler.Graph;
using EdgeNet.Description;

namespace EdgeNet.Compiler.Planning.Steps;

/// <summary>Joins tensors element by element; some of them may be repeated along axes.</summary>
/// <param name="Name">The node.</param>
/// <param name="Inputs">The tensors; the output's buffer may be one of them where that is read nowhere else.</param>
/// <param name="Output">What is written.</param>
/// <param name="Nest">The loops over the inputs and the output.</param>
/// <param name="Operation">The operation.</param>
/// <param name="Value">A number that is the last operand, or null.</param>
/// <param name="Activation">What is applied to the result.</param>
public sealed record PointwiseStep(
    string Name, EquatableArray<Operand> Inputs, Operand Output, StridedNest Nest, PointwiseOperation Operation, float? Value, ActivationFunction Activation)
    : Step(Name, Inputs, Output)
{
    /// <inheritdoc/>
    public override string Kind => Operation.ToString();

    /// <inheritdoc/>
    public override string Summary
    {
        get
        {
            int output = Output.Buffer;
            string loops = string.Join("×", Nest.Loops.Select(l => l.Count.ToString(CultureInfo.InvariantCulture)));
            return string.Format(CultureInfo.InvariantCulture, "{0} tensors{1}, {2}{3}{4}", Inputs.Count, Value is { } value ? $" and {value:R}" : "",
                loops, Activation == default ? "" : $" + {Activation}", Inputs.Any(i => i.Buffer == output) ? ", in place" : "");
        }
    }

    /// <summary>Whether lanes can run along the innermost loop: each tensor lies together there or is repeated.</summary>
    public bool IsVectorised => Nest.Innermost.Strides.All(s => s is 0 or 1);
}

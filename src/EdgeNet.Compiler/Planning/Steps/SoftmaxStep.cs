using System.Globalization;

namespace EdgeNet.Compiler.Planning.Steps;

/// <summary>Softmax, or its logarithm, along an axis.</summary>
/// <param name="Name">The node.</param>
/// <param name="Input">The tensor; the same buffer as the output where it may be overwritten.</param>
/// <param name="Output">The probabilities, in the input's order.</param>
/// <param name="Axis">The axis: its elements, and how far they lie apart in input and output.</param>
/// <param name="Nest">The loops over the other axes.</param>
/// <param name="Log">Whether the logarithms are taken.</param>
public sealed record SoftmaxStep(string Name, Operand Input, Operand Output, StridedLoop Axis, StridedNest Nest, bool Log) : Step(Name, Input, Output)
{
    /// <inheritdoc/>
    public override string Kind => Log ? "LogSoftmax" : "Softmax";

    /// <inheritdoc/>
    public override string Summary => string.Format(CultureInfo.InvariantCulture, "of {0}, {1} times{2}", Axis.Count,
        Nest.Loops.Aggregate(1, (product, loop) => product * loop.Count), Input.Buffer == Output.Buffer ? ", in place" : "");
}

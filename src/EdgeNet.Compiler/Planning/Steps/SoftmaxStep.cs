namespace EdgeNet.Compiler.Planning.Steps;

/// <summary>Softmax over the channels of each pixel.</summary>
/// <param name="Name">The node.</param>
/// <param name="Input">Channels last, or a vector; the same buffer as the output where it may be overwritten.</param>
/// <param name="Output">The probabilities, in the input's layout.</param>
public sealed record SoftmaxStep(string Name, Operand Input, Operand Output) : Step(Name, Input, Output)
{
    /// <inheritdoc/>
    public override string Kind => "Softmax";

    /// <inheritdoc/>
    public override string Summary => Input.Buffer == Output.Buffer ? "in place" : "";
}

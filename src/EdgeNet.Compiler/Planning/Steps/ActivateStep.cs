using EdgeNet.Compiler.Graph;

namespace EdgeNet.Compiler.Planning.Steps;

/// <summary>An activation of its own.</summary>
/// <param name="Name">The node.</param>
/// <param name="Input">The tensor; the same buffer as the output where it may be overwritten.</param>
/// <param name="Output">The tensor, in the input's order.</param>
/// <param name="Nest">The loops over the input and the output.</param>
/// <param name="Function">The function.</param>
public sealed record ActivateStep(string Name, Operand Input, Operand Output, StridedNest Nest, ActivationFunction Function) : Step(Name, Input, Output)
{
    /// <inheritdoc/>
    public override string Kind => "Activation";

    /// <inheritdoc/>
    public override string Summary => Function + (Input.Buffer == Output.Buffer ? ", in place" : "");
}

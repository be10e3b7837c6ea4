namespace EdgeNet.Compiler.Planning.Steps;

/// <summary>Brings a tensor into another layout.</summary>
/// <param name="Name">The node that needs it.</param>
/// <param name="Input">The tensor.</param>
/// <param name="Output">The same elements, elsewhere.</param>
public sealed record CopyStep(string Name, Operand Input, Operand Output) : Step(Name, Input, Output)
{
    /// <inheritdoc/>
    public override string Kind => "Copy";

    /// <inheritdoc/>
    public override string Summary => $"{Input.Layout} → {Output.Layout}";
}

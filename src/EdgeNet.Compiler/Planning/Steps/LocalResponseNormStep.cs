using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Compiler.Planning.Steps;

/// <summary>Local response normalisation with channels in the vector lanes.</summary>
/// <param name="Name">The node.</param>
/// <param name="Input">Channels last.</param>
/// <param name="Squares">Room for a pixel's squares with zeros around them, so that no sum tests for a border.</param>
/// <param name="Output">In the input's order.</param>
/// <param name="Layer">The layer.</param>
public sealed record LocalResponseNormStep(string Name, Operand Input, Operand Squares, Operand Output, LocalResponseNorm Layer)
    : Step(Name, new[] { Input, Squares }, Output)
{
    /// <inheritdoc/>
    public override string Kind => Layer.Kind;

    /// <inheritdoc/>
    public override string Summary => Layer.Settings + ", lanes over channels";
}

using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Compiler.Planning.Steps;

/// <summary>A fully connected layer with outputs in the vector lanes; its weights are read once, in order.</summary>
/// <param name="Name">The node.</param>
/// <param name="Input">The features without gaps, in whatever order; the packing follows it.</param>
/// <param name="Output">The outputs.</param>
/// <param name="Layer">The layer with what is fused into it.</param>
/// <param name="WeightOffset">Where the packed weights start.</param>
/// <param name="BiasOffset">Where the packed biases start.</param>
public sealed record DenseStep(string Name, Operand Input, Operand Output, Dense Layer, int WeightOffset, int BiasOffset)
    : Step(Name, Input, Output)
{
    /// <inheritdoc/>
    public override string Kind => "Dense";

    /// <inheritdoc/>
    public override string Summary => Layer.Settings + ", lanes over outputs";

    /// <summary>Inputs.</summary>
    public int Features => Input.Layout.Length;
}

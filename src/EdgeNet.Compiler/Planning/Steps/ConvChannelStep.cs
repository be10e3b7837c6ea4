using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Compiler.Planning.Steps;

/// <summary>A convolution with output channels in the vector lanes: each tap spreads one input element over a vector of weights.</summary>
/// <param name="Name">The node.</param>
/// <param name="Input">The image, padded where the convolution pads.</param>
/// <param name="Output">Channels last.</param>
/// <param name="Layer">The convolution with what is fused into it.</param>
/// <param name="Taps">The taps of one output channel.</param>
/// <param name="WeightOffset">Where the packed weights of the first group start.</param>
/// <param name="BiasOffset">Where the packed biases of the first group start.</param>
public sealed record ConvChannelStep(
    string Name, Operand Input, Operand Output, Conv Layer, TapNest Taps, int WeightOffset, int BiasOffset) : Step(Name, Input, Output)
{
    /// <inheritdoc/>
    public override string Kind => "Conv";

    /// <inheritdoc/>
    public override string Summary => Layer.Settings + ", lanes over output channels";

    /// <summary>Filters of a group.</summary>
    public int GroupFilters => Layer.Filters / Layer.Groups;

    /// <summary>Packed weights of a group.</summary>
    public int GroupWeights => WeightBlocks * VectorWidth.BlockLanes * Taps.Taps;

    /// <summary>Blocks of 16 filters of a group.</summary>
    public int WeightBlocks => (GroupFilters + VectorWidth.BlockLanes - 1) / VectorWidth.BlockLanes;
}

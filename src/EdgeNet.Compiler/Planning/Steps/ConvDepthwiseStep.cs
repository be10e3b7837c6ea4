using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Compiler.Planning.Steps;

/// <summary>
/// A convolution of each channel by itself with channels in the vector lanes. A tile of neighbouring output rows and columns shares the input
/// elements that its windows have in common.
/// </summary>
/// <param name="Name">The node.</param>
/// <param name="Input">The volume, channels last, padded where the convolution pads.</param>
/// <param name="Output">Channels last.</param>
/// <param name="Layer">The convolution with what is fused into it.</param>
/// <param name="Window">The window, over three axes.</param>
/// <param name="WeightOffset">Where the weights start, [tap][channel].</param>
/// <param name="BiasOffset">Where the biases start.</param>
public sealed record ConvDepthwiseStep(string Name, Operand Input, Operand Output, Conv Layer, Window Window, int WeightOffset, int BiasOffset)
    : Step(Name, Input, Output)
{
    /// <inheritdoc/>
    public override string Kind => "Conv";

    /// <inheritdoc/>
    public override string Summary => Layer.Settings + ", lanes over channels";

    /// <summary>Channels.</summary>
    public int Channels => Output.Layout.Channels;
}

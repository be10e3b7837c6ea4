using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Compiler.Planning.Steps;

/// <summary>
/// A convolution vectorized over output width: each tap broadcasts one weight over neighbouring columns. Where lanes are
/// several input columns apart, by stride or by fused pooling, the input is de-interleaved into as many phases.
/// </summary>
/// <param name="Name">The node.</param>
/// <param name="Input">The image as a <see cref="PadStep"/> prepared it; the layout's width is a phase's.</param>
/// <param name="Output">Channels first, rows at a pitch.</param>
/// <param name="Layer">The convolution with what is fused into it.</param>
/// <param name="GroupChannels">Input channels of a group.</param>
/// <param name="Phases">Input columns between neighbouring lanes.</param>
/// <param name="WeightOffset">Where the weights start, [filter][channel][ky][kx].</param>
/// <param name="BiasOffset">Where the biases start.</param>
public sealed record ConvWidthStep(
    string Name, Operand Input, Operand Output, Conv Layer, int GroupChannels, int Phases, int WeightOffset, int BiasOffset)
    : Step(Name, Input, Output)
{
    /// <inheritdoc/>
    public override string Kind => "Conv";

    /// <inheritdoc/>
    public override string Summary => Layer.Settings + ", lanes over output width";
}

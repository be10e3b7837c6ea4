using EdgeNet.Compiler.Graph;
using EdgeNet.Description;

namespace EdgeNet.Compiler.Planning.Steps;

/// <summary>
/// A convolution vectorized over output channels: each tap broadcasts one input element over a vector of weights. A transposed
/// convolution is one of these for each phase of its strides.
/// </summary>
/// <param name="Name">The node.</param>
/// <param name="Inputs">
/// The volume, padded where the convolution pads, from the first tap of the first output on; and, where there is one, the tensor that is
/// added to the output before the activation, channels last, which may lie in the output's place.
/// </param>
/// <param name="Output">Channels last.</param>
/// <param name="Layer">The layer that it carries out, for listings.</param>
/// <param name="Filters">Output channels.</param>
/// <param name="Groups">Groups of channels.</param>
/// <param name="Stride">Input slices, rows and columns between neighbouring convolved pixels.</param>
/// <param name="Pool">A max pooling done in registers before the store, over three axes.</param>
/// <param name="Activation">An activation done in registers before the store.</param>
/// <param name="Taps">The taps of one output channel.</param>
/// <param name="WeightOffset">Where the packed weights of the first group start.</param>
/// <param name="BiasOffset">Where the packed biases of the first group start; null where nothing is added.</param>
public sealed record ConvChannelStep(
    string Name, EquatableArray<Operand> Inputs, Operand Output, Layer Layer, int Filters, int Groups, EquatableArray<int> Stride, Window Pool,
    ActivationFunction Activation, TapNest Taps, int WeightOffset, int? BiasOffset) : Step(Name, Inputs, Output)
{
    /// <inheritdoc/>
    public override string Kind => Layer.Kind;

    /// <inheritdoc/>
    public override string Summary => Layer.Settings + ", lanes over output channels";

    /// <summary>What is added before the activation, or null.</summary>
    public Operand? Residual => Inputs.Count > 1 ? Inputs[1] : null;

    /// <summary>Filters of a group.</summary>
    public int GroupFilters => Filters / Groups;

    /// <summary>Elements from a group's output to the next's: its filters, where all groups' filters of a pixel lie together.</summary>
    public int GroupOutput { get; init; } = Filters / Groups;

    /// <summary>Packed weights of a group.</summary>
    public int GroupWeights => WeightBlocks * VectorWidth.BlockLanes * Taps.Taps;

    /// <summary>Blocks of 16 filters of a group.</summary>
    public int WeightBlocks => (GroupFilters + VectorWidth.BlockLanes - 1) / VectorWidth.BlockLanes;
}

using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Training.Gradients.Layers.Norms;

/// <summary>Groups of channels normalised together, with a weight and a bias a channel.</summary>
internal sealed class GroupNormGradient(GroupNorm norm, TensorShape shape) : SampleNormGradient(
    shape.Length, shape.Length / norm.Groups, norm.Epsilon, norm.Affine, shape.Length / shape.Channels, shape.Channels);

using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Training.Gradients.Layers.Norms;

/// <summary>Each channel normalised by itself.</summary>
internal sealed class InstanceNormGradient(InstanceNorm norm, TensorShape shape) : SampleNormGradient(
    shape.Length, shape.Length / shape.Channels, norm.Epsilon, norm.Affine, shape.Length / shape.Channels, shape.Channels);

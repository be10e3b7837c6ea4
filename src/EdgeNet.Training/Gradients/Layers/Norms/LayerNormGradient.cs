using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Training.Gradients.Layers.Norms;

/// <summary>The last axes normalised together, with a weight and a bias an element.</summary>
internal sealed class LayerNormGradient(LayerNorm norm, TensorShape shape) : SampleNormGradient(
    shape.Length, Run(norm, shape), norm.Epsilon, norm.Affine, affineRun: 1, Run(norm, shape))
{
    private static int Run(LayerNorm norm, TensorShape shape) =>
        shape.Dimensions.Skip(norm.Axis).Aggregate(1, (product, size) => product * size);
}

using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Training.Gradients;
using EdgeNet.Training.Gradients.Layers;
using EdgeNet.Training.Gradients.Layers.Norms;

namespace EdgeNet.Training.Robustness.Attacks;

/// <summary>
/// A network as it answers in use (batch norms by their running statistics, no dropout), with the gradient of its input.
/// </summary>
internal static class InputGradientNetwork
{
    /// <summary>Makes its gradients, with the layout of parameters that the network has in training.</summary>
    /// <param name="graph">The network.</param>
    /// <exception cref="TrainingException">A layer has no gradient, or there are several inputs.</exception>
    public static NetworkGradient Create(NetworkGraph graph) => new(graph, wantInputGradient: true, create: Layer);

    private static LayerGradient Layer(NetworkGraph graph, Node node) => node.Layer switch
    {
        BatchNorm norm => new FixedNormGradient(norm, node.Shape),
        Dropout => new IdentityGradient(node.Shape.Length),
        _ => GradientRegistry.Create(graph, node),
    };
}

using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Training.Gradients.Layers;

namespace EdgeNet.Training.Gradients;

/// <summary>Every layer that can be trained: a line and a small file each.</summary>
internal static class GradientCatalogue
{
    private static readonly Dictionary<Type, Func<NetworkGraph, Node, LayerGradient>> Layers = new()
    {
        [typeof(Activate)] = (_, node) => new ActivateGradient(((Activate)node.Layer).Function, node.Shape),
        [typeof(AvgPool)] = (graph, node) => new AvgPoolGradient((AvgPool)node.Layer, graph.InputShapes(node)[0], node.Shape),
        [typeof(Conv)] = (graph, node) => new ConvGradient((Conv)node.Layer, graph.InputShapes(node)[0], node.Shape),
        [typeof(Dense)] = (graph, node) => new DenseGradient((Dense)node.Layer, graph.InputShapes(node)[0].Length),
        [typeof(Dropout)] = (graph, node) => new DropoutGradient((Dropout)node.Layer, node.Shape, Index(graph, node)),
        [typeof(Flatten)] = (_, node) => new IdentityGradient(node.Shape.Length),
        [typeof(MaxPool)] = (graph, node) => new MaxPoolGradient((MaxPool)node.Layer, graph.InputShapes(node)[0], node.Shape),
        [typeof(Softmax)] = (_, node) => new SoftmaxGradient(node.Shape),
    };

    /// <summary>The gradient of a node's layer.</summary>
    /// <param name="graph">The graph, before any optimisation pass.</param>
    /// <param name="node">A node that is not an input.</param>
    /// <exception cref="TrainingException">The layer cannot be trained.</exception>
    public static LayerGradient Create(NetworkGraph graph, Node node) =>
        Layers.TryGetValue(node.Layer.GetType(), out Func<NetworkGraph, Node, LayerGradient>? create)
            ? create(graph, node)
            : throw new TrainingException(
                $"Network '{graph.Name}', layer '{node.Name}': training does not support {node.Layer.Kind}. It supports "
                + string.Join(", ", Layers.Keys.Select(t => t.Name).Order(StringComparer.Ordinal)) + ".");

    private static int Index(NetworkGraph graph, Node node)
    {
        for (int i = 0; ; i++)
            if (ReferenceEquals(graph.Nodes[i], node)) return i;
    }
}

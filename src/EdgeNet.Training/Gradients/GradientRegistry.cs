using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Training.Gradients.Layers;
using EdgeNet.Training.Gradients.Layers.Convolutions;
using EdgeNet.Training.Gradients.Layers.Joins;
using EdgeNet.Training.Gradients.Layers.Moves;
using EdgeNet.Training.Gradients.Layers.Norms;

namespace EdgeNet.Training.Gradients;

/// <summary>Every layer that can be trained: a line and a small file each.</summary>
internal static class GradientRegistry
{
    private static readonly Dictionary<Type, Func<NetworkGraph, Node, LayerGradient>> Layers = new()
    {
        [typeof(Activate)] = (_, node) => new ActivateGradient(((Activate)node.Layer).Function, node.Shape),
        [typeof(AvgPool)] = (graph, node) => new AvgPoolGradient((AvgPool)node.Layer, Input(graph, node), node.Shape),
        [typeof(BatchNorm)] = (_, node) => new BatchNormGradient((BatchNorm)node.Layer, node.Shape),
        [typeof(Concat)] = (graph, node) => new ConcatGradient((Concat)node.Layer, graph.InputShapes(node)),
        [typeof(Constant)] = (_, node) => new ConstantGradient(node.Shape),
        [typeof(Conv)] = (graph, node) => new ConvGradient((Conv)node.Layer, Input(graph, node), node.Shape),
        [typeof(ConvTranspose)] = (graph, node) => new ConvTransposeGradient((ConvTranspose)node.Layer, Input(graph, node), node.Shape),
        [typeof(Dense)] = (graph, node) => new DenseGradient((Dense)node.Layer, Input(graph, node).Length),
        [typeof(DepthToSpace)] = (graph, node) => new DepthToSpaceGradient((DepthToSpace)node.Layer, Input(graph, node), node.Shape),
        [typeof(Dropout)] = (graph, node) => new DropoutGradient((Dropout)node.Layer, node.Shape, Index(graph, node)),
        [typeof(Elementwise)] = (graph, node) => new ElementwiseGradient((Elementwise)node.Layer, graph.InputShapes(node), node.Shape),
        [typeof(Flatten)] = (_, node) => new IdentityGradient(node.Shape.Length),
        [typeof(GlobalPool)] = (graph, node) => GlobalPool((GlobalPool)node.Layer, Input(graph, node)),
        [typeof(GroupNorm)] = (_, node) => new GroupNormGradient((GroupNorm)node.Layer, node.Shape),
        [typeof(InstanceNorm)] = (_, node) => new InstanceNormGradient((InstanceNorm)node.Layer, node.Shape),
        [typeof(LayerNorm)] = (_, node) => new LayerNormGradient((LayerNorm)node.Layer, node.Shape),
        [typeof(LocalResponseNorm)] = (_, node) => new LocalResponseNormGradient((LocalResponseNorm)node.Layer, node.Shape),
        [typeof(LpPool)] = (graph, node) => new LpPoolGradient((LpPool)node.Layer, Input(graph, node), node.Shape),
        [typeof(MatMul)] = (graph, node) => new MatMulGradient(Input(graph, node), graph.InputShapes(node)[1], node.Shape),
        [typeof(MaxPool)] = (graph, node) => new MaxPoolGradient((MaxPool)node.Layer, Input(graph, node), node.Shape),
        [typeof(Pad)] = (graph, node) => new PadGradient((Pad)node.Layer, Input(graph, node), node.Shape),
        [typeof(PRelu)] = (_, node) => new PReluGradient((PRelu)node.Layer, node.Shape),
        [typeof(Reduce)] = (graph, node) => new ReduceGradient(((Reduce)node.Layer).Function, ((Reduce)node.Layer).Axes, Input(graph, node)),
        [typeof(Reshape)] = (_, node) => new IdentityGradient(node.Shape.Length),
        [typeof(Resize)] = (graph, node) => new ResizeGradient((Resize)node.Layer, Input(graph, node), node.Shape),
        [typeof(Slice)] = (graph, node) => new SliceGradient((Slice)node.Layer, Input(graph, node), node.Shape),
        [typeof(Softmax)] = (_, node) => new SoftmaxGradient((Softmax)node.Layer, node.Shape),
        [typeof(SpaceToDepth)] = (graph, node) => new SpaceToDepthGradient((SpaceToDepth)node.Layer, Input(graph, node), node.Shape),
        [typeof(Transpose)] = (graph, node) => new TransposeGradient((Transpose)node.Layer, Input(graph, node), node.Shape),
    };

    /// <summary>Whether layers of a type can be trained.</summary>
    public static bool Supports(Type layer) => Layers.ContainsKey(layer);

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

    private static TensorShape Input(NetworkGraph graph, Node node) => graph[node.Inputs[0]].Shape;

    private static ReduceGradient GlobalPool(GlobalPool pool, TensorShape input) => new(
        pool.Function == PoolFunction.Max ? ReduceFunction.Max : ReduceFunction.Mean, [.. Enumerable.Range(1, input.Rank - 1)], input);

    private static int Index(NetworkGraph graph, Node node)
    {
        for (int i = 0; ; i++)
            if (ReferenceEquals(graph.Nodes[i], node)) return i;
    }
}

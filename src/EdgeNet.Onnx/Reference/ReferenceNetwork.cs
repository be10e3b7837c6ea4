using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Onnx.Reference;

/// <summary>
/// Runs a graph layer by layer in plain scalar loops and double precision. It is the yardstick for emitted code and for the
/// trainer, so it favours being obviously right over everything else: it knows no blocks, no vectors and no shortcuts.
/// </summary>
public sealed class ReferenceNetwork
{
    /// <summary>One line a layer: its inputs, their shapes and its parameters by role → its output.</summary>
    private static readonly Dictionary<Type, ReferenceLayer> Layers = new()
    {
        [typeof(Activate)] = ReferenceActivate.Run,
        [typeof(AvgPool)] = ReferenceAvgPool.Run,
        [typeof(BatchNorm)] = ReferenceBatchNorm.Run,
        [typeof(Compare)] = ReferenceMasks.Compare,
        [typeof(Concat)] = ReferenceConcat.Run,
        [typeof(Constant)] = ReferenceConstant.Run,
        [typeof(Conv)] = ReferenceConv.Run,
        [typeof(ConvTranspose)] = ReferenceConvTranspose.Run,
        [typeof(Dense)] = ReferenceDense.Run,
        [typeof(DepthToSpace)] = ReferenceDepthToSpace.Run,
        [typeof(Dropout)] = (_, inputs, _) => inputs[0],
        [typeof(Elementwise)] = ReferenceElementwise.Run,
        [typeof(Flatten)] = (_, inputs, _) => inputs[0],
        [typeof(Gather)] = ReferenceMasks.Gather,
        [typeof(GlobalPool)] = ReferenceGlobalPool.Run,
        [typeof(GroupNorm)] = ReferenceNorm.Run,
        [typeof(InstanceNorm)] = ReferenceNorm.Run,
        [typeof(LayerNorm)] = ReferenceNorm.Run,
        [typeof(LocalResponseNorm)] = ReferenceLocalResponseNorm.Run,
        [typeof(LpPool)] = ReferenceLpPool.Run,
        [typeof(MatMul)] = ReferenceMatMul.Run,
        [typeof(MaxPool)] = ReferenceMaxPool.Run,
        [typeof(Pad)] = ReferencePad.Run,
        [typeof(PRelu)] = ReferencePRelu.Run,
        [typeof(Reduce)] = ReferenceReduce.Run,
        [typeof(Reshape)] = (_, inputs, _) => inputs[0],
        [typeof(Resize)] = ReferenceResize.Run,
        [typeof(Select)] = ReferenceMasks.Where,
        [typeof(Slice)] = ReferenceSlice.Run,
        [typeof(Softmax)] = ReferenceSoftmax.Run,
        [typeof(SpaceToDepth)] = ReferenceSpaceToDepth.Run,
        [typeof(Transpose)] = ReferenceTranspose.Run,
    };

    private readonly NetworkGraph _graph;
    private readonly Func<string, float[]> _parameters;
    private readonly Dictionary<string, ReferenceTensor> _outputs = new(StringComparer.Ordinal);

    /// <summary>A graph, optimised or not, with its parameters.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="parameters">Gives a parameter by its full name ("c1.weight"), in PyTorch's layout.</param>
    public ReferenceNetwork(NetworkGraph graph, Func<string, float[]> parameters)
    {
        _graph = graph;
        _parameters = parameters;
    }

    /// <summary>A graph, optimised or not, with its parameters.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="parameters">Gives a parameter by its full name ("c1.weight"), in PyTorch's layout.</param>
    public ReferenceNetwork(NetworkGraph graph, IParameterSource parameters)
        : this(graph, name => parameters.GetParameter(name).ToArray())
    {
    }

    /// <summary>Layers of a test's own: the layer and its inputs' values → its output's values.</summary>
    public IReadOnlyDictionary<Type, Func<Layer, double[][], double[]>> Extra { get; init; } =
        new Dictionary<Type, Func<Layer, double[][], double[]>>();

    /// <summary>Runs the network.</summary>
    /// <param name="inputs">One array an input of the graph, in order, channels first.</param>
    /// <returns>The first output.</returns>
    public float[] Run(params float[][] inputs) => [.. RunExactly(inputs).Select(v => (float)v)];

    /// <summary>Runs the network on all its inputs, one after the other.</summary>
    /// <param name="input">The inputs' elements, channels first.</param>
    /// <returns>All outputs, one after the other.</returns>
    public float[] RunAll(float[] input)
    {
        int start = 0;
        var inputs = new List<float[]>();
        foreach (Node node in _graph.Inputs) inputs.Add(input[start..(start += node.Shape.Length)]);
        Run([.. inputs]);
        return [.. _graph.Outputs.SelectMany(Output)];
    }

    /// <summary>Runs the network.</summary>
    /// <param name="inputs">One array an input of the graph, in order, channels first.</param>
    /// <returns>The first output, not rounded to float.</returns>
    public double[] RunExactly(params float[][] inputs)
    {
        _outputs.Clear();
        var pending = new Queue<float[]>(inputs);
        foreach (Node node in _graph.Nodes)
            _outputs[node.Name] = node.Layer is Input ? new(node.Shape, pending.Dequeue()) : RunNode(node);
        return _outputs[_graph.Outputs[0]].Values;
    }

    /// <summary>What a node gave in the last run.</summary>
    /// <param name="node">The node's name.</param>
    public float[] Output(string node) => [.. _outputs[node].Values.Select(v => (float)v)];

    private ReferenceTensor RunNode(Node node)
    {
        if (Extra.TryGetValue(node.Layer.GetType(), out Func<Layer, double[][], double[]>? extra))
            return new(node.Shape, extra(node.Layer, [.. node.Inputs.Select(i => _outputs[i].Values)]));
        if (!Layers.TryGetValue(node.Layer.GetType(), out ReferenceLayer? layer))
            throw new NotSupportedException($"There is no reference for '{node.Layer.Kind}'.");
        ReferenceTensor output = layer(node.Layer, [.. node.Inputs.Select(i => _outputs[i])], role => Parameter(node, role));
        // Flatten and the like change the shape only.
        return new(node.Shape, output.Values);
    }

    private double[] Parameter(Node node, string role)
    {
        // A role with a dot is the full name of another node's parameter, which a pass brought here.
        if (role.Contains('.')) return [.. _parameters(role).Select(v => (double)v)];
        TensorShape shape = _graph.Parameters(node).Single(p => p.Role == role).Shape;
        float[] values = _parameters($"{node.Name}.{role}");
        return values.Length == shape.Length
            ? [.. values.Select(v => (double)v)]
            : throw new ArgumentException($"{node.Name}.{role} is {shape}, found {values.Length} elements.");
    }
}

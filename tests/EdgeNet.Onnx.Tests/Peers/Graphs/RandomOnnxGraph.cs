using EdgeNet.Onnx.Proto;
using Google.Protobuf;
using static EdgeNet.Onnx.Proto.TensorProto.Types;

namespace EdgeNet.Onnx.Tests.Peers.Graphs;

/// <summary>A random ONNX graph of 3 to 12 nodes, of all operators that the import knows, with values for its inputs.</summary>
internal sealed class RandomOnnxGraph
{
    public const int FewestNodes = 3;

    public const int MostNodes = 12;

    /// <summary>Nodes that bring constants which nobody takes to an output.</summary>
    private const int Sealing = 3;

    /// <summary>Nodes that join one constant at most.</summary>
    private const int JoiningNodes = 4;

    private const int MostOutputs = 3;

    private const int Attempts = 200;

    private const double HalfRounding = 4.0 / (1 << 11);

    /// <summary>Operators that compute 1 + erf(x), 1 + tanh(x), eˣ − 1 and their like, normalise, or make weights of coordinates.</summary>
    private static readonly HashSet<string> NearOne =
    [
        "BiasGelu", "Celu", "Elu", "Erf", "FastGelu", "Gelu", "GroupNormalization", "InstanceNormalization", "LayerNormalization", "LogSoftmax",
        "MeanVarianceNormalization", "Mish", "QuickGelu", "Resize", "Selu", "Softplus", "Swish", "Upsample",
    ];

    private static readonly int[] Opsets = [9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 24];

    private readonly GraphWriter _writer;

    /// <summary>Inputs that no node takes; the graph is without them.</summary>
    private readonly HashSet<string> _unused = [];

    private RandomOnnxGraph(int seed)
    {
        var random = new Random(seed);
        int opset = Opsets[random.Next(Opsets.Length)];
        _writer = new GraphWriter(seed, opset) { Left = random.Next(FewestNodes, MostNodes + 1) };
        OperatorMaker[] makers = [.. OperatorMakers.All.Values.Where(m => m.Since <= opset && opset <= m.Until)];
        int rank = _writer.OneOf(2, 3, 3, 4, 4, 4, 4, 5), batch = _writer.Flip(0.75) ? 1 : _writer.Between(2, 3);
        int most = rank == 5 ? 5 : 8;
        GraphValue input = _writer.Input([batch, .. _writer.Flip(0.3) ? [4] : _writer.Draw(1, 1, 6), .. _writer.Draw(rank - 2, 2, most)]);
        if (_writer.Flip(0.15)) _writer.Input(_writer.Flip() ? input.Shape : [batch, .. _writer.Draw(_writer.Between(1, 3), 1, 5)]);
        for (int i = 0; i < Attempts && (_writer.Left > Sealing || _writer.Model.Graph.Node.Count < FewestNodes - 1
            || _writer.Model.Graph.Node.Count == 0); i++)
        {
            try
            {
                _writer.OneOf(makers).Make(_writer);
            }
            catch (NothingFitsException)
            {
                // Another operator may find something.
            }
        }

        Seal();
        Inputs = [.. _writer.Pool.Where(v => _writer.Model.Graph.Input.Any(i => i.Name == v.Name)).Select(v => (v, Draw(v)))];
    }

    /// <summary>The graph of a seed.</summary>
    public static RandomOnnxGraph Create(int seed) => new(seed);

    public ModelProto Model => _writer.Model;

    public IReadOnlyList<(GraphValue Value, float[] Elements)> Inputs { get; }

    public byte[] ToBytes() => Model.ToByteArray();

    /// <summary>The type of a value's elements.</summary>
    public DataType TypeOf(string name) => _writer.Values.First(v => v.Name == name).Type;

    public int[] ShapeOf(string name) => _writer.Values.First(v => v.Name == name).Shape;

    /// <summary>
    /// The graph with every float32 value multiplied by numbers beside 1: what it gives another way, rounding alone may make of it.
    /// </summary>
    /// <param name="seed">Which numbers.</param>
    /// <param name="size">How far from 1 at most.</param>
    /// <remarks>
    /// Some functions take differences from 1 within, and their errors are those of 1. Float16 is float32 in EdgeNet, and so its roundings
    /// are noise too.
    /// </remarks>
    public byte[] WithNoise(int seed, double size)
    {
        var random = new NoiseSource(seed);
        ModelProto model = Model.Clone();
        var raw = new Dictionary<string, GraphValue>(StringComparer.Ordinal);
        foreach (GraphValue value in _writer.Values)
            if (value.IsFloat && value.Length > 0 && !_writer.Exact.Contains(value.Name)
                && !_unused.Contains(value.Name)) raw[value.Name] = value;
        NodeProto[] nodes = [.. model.Graph.Node];
        model.Graph.Node.Clear();
        string[] produced = [.. nodes.SelectMany(n => n.Output)];
        void Disturb(GraphValue value, string from, string to, string operatorType = "Mul", double most = 0)
        {
            most = most == 0 ? size : most;
            // Sizes by 5/3 and the like are not the same in ONNX's own inference and in runtimes: one number fits any.
            int[] shape = most > size && operatorType == "Add" ? [] : value.Shape;
            int length = shape.Aggregate(1, (a, b) => a * b);
            double[] noise = [.. Enumerable.Range(0, length).Select(_ => (operatorType == "Mul" ? 1 : 0) + most * random.Next())];
            TensorProto tensor = Tensors.Of(DataType.Float, shape, noise, asRaw: true);
            tensor.Name = to + "_noise";
            model.Graph.Initializer.Add(tensor);
            model.Graph.Node.Add(new NodeProto { OpType = operatorType, Input = { from, tensor.Name }, Output = { to } });
        }

        foreach (GraphValue value in raw.Values.Where(v => !produced.Contains(v.Name))) Disturb(value, value.Name, value.Name + "_near");
        foreach (NodeProto node in nodes)
        {
            string[] inputs = [.. node.Input.Select(i => raw.ContainsKey(i) && !produced.Contains(i) ? i + "_near" : i)];
            if (node.OpType == "Cast" && TypeOf(node.Output[0]) == DataType.Float16
                && raw.TryGetValue(node.Input[0], out GraphValue? rounded))
            {
                Disturb(rounded, inputs[0], node.Output[0] + "_half", most: HalfRounding);
                inputs[0] = node.Output[0] + "_half";
            }

            node.Input.Clear();
            node.Input.Add(inputs);
            GraphValue[] given = [.. node.Output.Where(raw.ContainsKey).Select(o => raw[o])];
            for (int i = 0; i < node.Output.Count; i++)
                if (raw.ContainsKey(node.Output[i])) node.Output[i] += "_raw";
            model.Graph.Node.Add(node);
            foreach (GraphValue value in given)
            {
                bool differs = NearOne.Contains(node.OpType);
                // Coordinates are rounded as numbers of the size of an axis.
                double most = node.OpType is "Resize" or "Upsample" ? 4 * size : size;
                if (differs) Disturb(value, value.Name + "_raw", value.Name + "_sum", "Add", most);
                if (node.OpType is "Resize" or "Upsample") model.Graph.Node[^1].Output[0] = value.Name;
                else Disturb(value, value.Name + (differs ? "_sum" : "_raw"), value.Name);
            }
        }

        return model.ToByteArray();
    }

    /// <summary>Every value that nobody takes becomes an output; a constant is joined to a value that the network computes.</summary>
    private void Seal()
    {
        _writer.Left = 0;
        int room = (MostNodes - _writer.Model.Graph.Node.Count) / JoiningNodes;
        GraphValue[] loose = [.. _writer.Pool.Where(v => v.IsConstant && !_writer.IsTaken(v)
            && v.Length is > 0 and < 500).TakeLast(Math.Min(2, room))];
        foreach (GraphValue constant in loose) Join(constant);
        GraphValue[] ends = [.. _writer.Pool.Where(v => !v.IsConstant && !_writer.IsTaken(v)).TakeLast(MostOutputs)];
        GraphValue[] inputs = [.. ends.Where(e => Model.Graph.Input.Any(i => i.Name == e.Name))];
        ends = [.. ends.Except(inputs)];
        if (ends.Length == 0) ends = [_writer.Add("Relu", [inputs.Length > 0 ? inputs[^1] : _writer.Pool[0]], DataType.Float,
            (inputs.Length > 0 ? inputs[^1] : _writer.Pool[0]).Shape)];
        foreach (GraphValue end in ends) Model.Graph.Output.Add(GraphWriter.Declare(end));
        foreach (ValueInfoProto input in Model.Graph.Input.Where(i => !Model.Graph.Node.Any(n => n.Input.Contains(i.Name))).ToArray())
        {
            _unused.Add(input.Name);
            Model.Graph.Input.Remove(input);
        }
    }

    private void Join(GraphValue constant)
    {
        if (constant.Type != DataType.Float) constant = _writer.Compute("Cast", [constant], DataType.Float, constant.Shape, ("to", 1));
        GraphValue computed = _writer.Find(v => v.IsFloat && !v.IsConstant && v.Length < 1000) ?? _writer.Pool[0];
        if (Shapes.Broadcast(computed.Shape, constant.Shape) is { } shape && _writer.Flip(0.6))
        {
            _writer.Add(_writer.OneOf("Add", "Sub", "Max"), [computed, constant], DataType.Float, shape);
            return;
        }

        GraphValue Row(GraphValue v) => _writer.Compute("Reshape", [v, _writer.Operands.Ints(1, -1)], DataType.Float, [1, v.Length]);
        _writer.Add("Concat", [Row(computed), Row(constant)], DataType.Float, [1, computed.Length + constant.Length], ("axis", 1));
    }

    private float[] Draw(GraphValue value) => [.. Enumerable.Range(0, value.Length).Select(_ => (float)_writer.Element(DataType.Float))];
}

using EdgeNet.Compiler.Graph;
using EdgeNet.Onnx.Proto;

namespace EdgeNet.Onnx.Export;

/// <summary>
/// One layer on its way to ONNX. An exporter adds the operators that compute it, the last of which gives its output; adding none says that
/// the layer passes its input through.
/// </summary>
internal sealed class ExportContext(NetworkGraph graph, Node node, IReadOnlyList<string> inputs, int opset)
{
    private readonly List<NodeProto> _nodes = [];
    private readonly List<ExportedParameter> _parameters = [];
    private readonly List<TensorProto> _constants = [];
    private readonly List<string> _problems = [];

    /// <summary>The value of a layer that is nothing but a parameter.</summary>
    private string? _value;

    /// <summary>The layer's node.</summary>
    public Node Node => node;

    /// <summary>The shape of its first input.</summary>
    public TensorShape InputShape => graph[node.Inputs[0]].Shape;

    /// <summary>The values of its inputs.</summary>
    public IReadOnlyList<string> Inputs => inputs;

    /// <summary>What the last operator gives, or the first input where there is none yet.</summary>
    public string Last => _nodes.Count == 0 ? inputs[0] : _nodes[^1].Output[0];

    /// <summary>The operators added so far.</summary>
    public IReadOnlyList<NodeProto> Nodes => _nodes;

    /// <summary>The parameters that they take.</summary>
    public IReadOnlyList<ExportedParameter> Parameters => _parameters;

    /// <summary>The constants that they take.</summary>
    public IReadOnlyList<TensorProto> Constants => _constants;

    /// <summary>What stands in the way.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>The model's opset, or a later one that the layer asks for: all layers are then exported again for that one.</summary>
    public int Opset { get; private set; } = opset;

    /// <summary>Appends an operator behind the last.</summary>
    /// <param name="operatorType">Its ONNX name.</param>
    /// <param name="parameters">The roles ("weight", "bias") of the parameters that it takes after its first input, in order.</param>
    /// <param name="attributes">Its attributes.</param>
    public void Append(string operatorType, ReadOnlySpan<string> parameters = default, params ReadOnlySpan<AttributeProto> attributes)
    {
        List<string> values = [Last];
        foreach (string role in parameters) values.Add(Parameter(role));
        Add(operatorType, values, attributes);
    }

    /// <summary>Adds an operator.</summary>
    /// <param name="operatorType">Its ONNX name.</param>
    /// <param name="values">The values that it takes; empty for one that is left out.</param>
    /// <param name="attributes">Its attributes.</param>
    /// <returns>The value that it gives.</returns>
    public string Add(string operatorType, IEnumerable<string> values, params ReadOnlySpan<AttributeProto> attributes)
    {
        var proto = new NodeProto { OpType = operatorType, Input = { values } };
        foreach (AttributeProto attribute in attributes) proto.Attribute.Add(attribute);
        // The last operator gets the layer's own name in the end.
        proto.Name = Unused(operatorType.ToLowerInvariant());
        proto.Output.Add(proto.Name);
        _nodes.Add(proto);
        return proto.Name;
    }

    /// <summary>A parameter of the layer as a value.</summary>
    /// <param name="role">"weight", "bias".</param>
    /// <param name="shape">Its shape in the file, of as many elements; its own unless given.</param>
    public string Parameter(string role, TensorShape? shape = null)
    {
        Parameter parameter = graph.Parameters(node).First(p => p.Role == role);
        string name = $"{node.Name}.{role}";
        if (_parameters.All(p => p.Name != name)) _parameters.Add(new(name, parameter, shape ?? parameter.Shape));
        return name;
    }

    /// <summary>Whole numbers as a value.</summary>
    /// <param name="name">What they are, for a reader of the file.</param>
    /// <param name="values">The numbers, a vector.</param>
    public string Integers(string name, IEnumerable<long> values) => Constant(name, unused => Protos.Integers(unused, [.. values]));

    /// <summary>One number as a value without axes, which goes with any shape.</summary>
    /// <param name="name">What it is, for a reader of the file.</param>
    /// <param name="value">The number.</param>
    public string Number(string name, float value) => Constant(name, unused => Protos.Tensor(unused, [], [value]));

    /// <summary>Numbers as a value.</summary>
    /// <param name="name">What they are, for a reader of the file.</param>
    /// <param name="values">The numbers, a vector.</param>
    public string Numbers(string name, float[] values) => Constant(name, unused => Protos.Tensor(unused, [values.Length], values));

    /// <summary>A tensor that holds one number everywhere.</summary>
    /// <param name="name">What it is, for a reader of the file.</param>
    /// <param name="shape">Its shape.</param>
    /// <param name="value">The number.</param>
    public string Filled(string name, TensorShape shape, float value) =>
        Constant(name, unused => Protos.Tensor(unused, shape.Dimensions, Enumerable.Repeat(value, shape.Length).ToArray()));

    /// <summary>Says that the layer is a value that is there already.</summary>
    public void Give(string value) => _value = value;

    /// <summary>Asks for an opset, where an operator has what the layer needs only from that one on.</summary>
    public void RequireOpset(int opset) => Opset = Math.Max(Opset, opset);

    /// <summary>Reports that the layer cannot be exported.</summary>
    /// <param name="problem">Why, and what would work, as the end of a sentence that begins with the layer.</param>
    public void Report(string problem) => _problems.Add($"{node.Layer.Kind} '{node.Name}' {problem}");

    /// <summary>Gives the last operator the layer's name.</summary>
    /// <returns>The value that holds the layer's output.</returns>
    public string Finish()
    {
        if (_value is not null) return _value;
        if (_nodes.Count == 0) return inputs.Count > 0 ? inputs[0] : node.Name;
        _nodes[^1].Name = node.Name;
        _nodes[^1].Output[0] = node.Name;
        return node.Name;
    }

    private string Constant(string name, Func<string, TensorProto> create)
    {
        _constants.Add(create(Unused(name)));
        return _constants[^1].Name;
    }

    /// <summary>A name that nothing has: a layer's name has no slash.</summary>
    private string Unused(string name)
    {
        string first = $"{node.Name}/{name}", unused = first;
        for (int i = 2; _constants.Any(c => c.Name == unused) || _nodes.Any(n => n.Name == unused); i++) unused = FormattableString.Invariant($"{first}{i}");
        return unused;
    }
}

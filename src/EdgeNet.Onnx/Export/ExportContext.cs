using EdgeNet.Compiler.Graph;
using EdgeNet.Onnx.Proto;

namespace EdgeNet.Onnx.Export;

/// <summary>
/// One layer on its way to ONNX. An exporter appends the operators that compute it, each taking the output of the one before; appending
/// none says that the layer passes its input through.
/// </summary>
internal sealed class ExportContext(NetworkGraph graph, Node node, IReadOnlyList<string> inputs)
{
    private readonly List<NodeProto> _nodes = [];
    private readonly List<Parameter> _usedParameters = [];
    private readonly List<string> _problems = [];

    /// <summary>The layer's node.</summary>
    public Node Node => node;

    /// <summary>The shape of its first input.</summary>
    public TensorShape InputShape => graph[node.Inputs[0]].Shape;

    /// <summary>The operators appended so far.</summary>
    public IReadOnlyList<NodeProto> Nodes => _nodes;

    /// <summary>The parameters that they take.</summary>
    public IReadOnlyList<Parameter> UsedParameters => _usedParameters;

    /// <summary>What stands in the way.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>The lowest opset that defines the operators as they are used.</summary>
    public int Opset { get; private set; } = Opsets.Default;

    /// <summary>Appends an operator behind the last.</summary>
    /// <param name="operatorType">Its ONNX name.</param>
    /// <param name="parameters">The roles ("weight", "bias") of the parameters that it takes after its first input, in order.</param>
    /// <param name="attributes">Its attributes.</param>
    public void Append(string operatorType, ReadOnlySpan<string> parameters = default, params ReadOnlySpan<AttributeProto> attributes)
    {
        var proto = new NodeProto { OpType = operatorType, Input = { _nodes.Count == 0 ? inputs[0] : _nodes[^1].Output[0] } };
        foreach (string role in parameters)
        {
            _usedParameters.Add(graph.Parameters(node).First(p => p.Role == role));
            proto.Input.Add($"{node.Name}.{role}");
        }

        foreach (AttributeProto attribute in attributes) proto.Attribute.Add(attribute);
        // A layer's name has no slash, so that no other value can have this one; the last operator gets the layer's own name in the end.
        proto.Name = $"{node.Name}/{operatorType.ToLowerInvariant()}";
        proto.Output.Add(proto.Name);
        _nodes.Add(proto);
    }

    /// <summary>Asks for an opset, where an operator has what the layer needs only from that one on.</summary>
    public void RequireOpset(int opset) => Opset = Math.Max(Opset, opset);

    /// <summary>Reports that the layer cannot be exported.</summary>
    /// <param name="problem">Why, and what would work, as the end of a sentence that begins with the layer.</param>
    public void Report(string problem) => _problems.Add($"{node.Layer.Kind} '{node.Name}' {problem}");

    /// <summary>Gives the last operator the layer's name.</summary>
    /// <returns>The value that holds the layer's output.</returns>
    public string Finish()
    {
        if (_nodes.Count == 0) return inputs.Count > 0 ? inputs[0] : node.Name;
        _nodes[^1].Name = node.Name;
        _nodes[^1].Output[0] = node.Name;
        return node.Name;
    }
}

using EdgeNet.Compiler.Graph;
using EdgeNet.Onnx.Proto;

namespace EdgeNet.Onnx.Export;

/// <summary>NetworkGraph → ModelProto.</summary>
internal sealed class ModelBuilder
{
    /// <summary>The metadata key of the network's fingerprint.</summary>
    public const string FingerprintKey = "edgenet.fingerprint";

    /// <summary>A protobuf message's limit of 2 GB, less a margin for everything that is not weights.</summary>
    private const long MaxWeightBytes = int.MaxValue - (16L << 20);

    private readonly NetworkGraph _graph;
    private readonly IParameterSource _parameters;
    private readonly GraphProto _proto;
    private readonly List<string> _problems = [];

    /// <summary>The ONNX value that holds a node's output; another node's where a layer left nothing to compute.</summary>
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    private int _opset = Opsets.Default;

    private ModelBuilder(NetworkGraph graph, IParameterSource parameters)
    {
        _graph = graph;
        _parameters = parameters;
        _proto = new GraphProto { Name = graph.Name };
    }

    /// <summary>Builds the model.</summary>
    /// <exception cref="OnnxExportException">Something stands in the way.</exception>
    public static ModelProto Build(NetworkGraph graph, IParameterSource parameters)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(parameters);
        return new ModelBuilder(graph, parameters).Build();
    }

    private ModelProto Build()
    {
        // Weights past the limit are not even copied: that would only run out of memory before the problems are told.
        bool fits = CheckSize();
        foreach (ExportContext layer in ExportLayers())
        {
            _problems.AddRange(layer.Problems);
            _proto.Node.Add(layer.Nodes);
            _proto.Initializer.Add(layer.Constants);
            if (fits) layer.Parameters.ToList().ForEach(AddParameter);
        }

        if (_problems.Count > 0) throw new OnnxExportException(_graph.Name, _problems);

        foreach (Node input in _graph.Inputs) _proto.Input.Add(Protos.Value(input.Name, input.Shape));
        foreach (string output in _graph.Outputs) AddOutput(output);
        return new ModelProto
        {
            IrVersion = Opsets.IrVersion(_opset),
            ProducerName = "EdgeNet",
            ProducerVersion = typeof(ModelBuilder).Assembly.GetName().Version!.ToString(3),
            OpsetImport = { new OperatorSetIdProto { Version = _opset } },
            MetadataProps = { new StringStringEntryProto { Key = FingerprintKey, Value = Fingerprint.Of(_graph) } },
            Graph = _proto,
        };
    }

    /// <summary>Exports all layers for one opset: once more where a layer asks for a later one than those before it were written for.</summary>
    private List<ExportContext> ExportLayers()
    {
        while (true)
        {
            List<ExportContext> layers = [.. _graph.Nodes.Select(ExportLayer)];
            int opset = layers.Max(l => l.Opset);
            if (opset == _opset) return layers;
            _opset = opset;
        }
    }

    private ExportContext ExportLayer(Node node)
    {
        var context = new ExportContext(_graph, node, [.. node.Inputs.Select(i => _values[i])], _opset);
        if (LayerExporters.Find(node.Layer) is { } export) export(context);
        else context.Report($"has no ONNX form here; layers that have one are {string.Join(", ", LayerExporters.Names)}.");
        _values[node.Name] = context.Finish();
        return context;
    }

    private bool CheckSize()
    {
        long bytes = _graph.Parameters().Sum(p => p.Shape.LongLength * sizeof(float));
        if (bytes <= MaxWeightBytes) return true;
        _problems.Add($"The parameters take {bytes} bytes; an ONNX file without external data holds {MaxWeightBytes} at most.");
        return false;
    }

    private void AddParameter(ExportedParameter exported)
    {
        (string name, Parameter parameter, TensorShape shape) = exported;
        try
        {
            ReadOnlySpan<float> elements = _parameters.GetParameter(name);
            if (elements.Length == parameter.Shape.LongLength) _proto.Initializer.Add(Protos.Tensor(name, shape.Dimensions, elements));
            else _problems.Add($"Parameter '{name}' needs {parameter.Shape} = {parameter.Shape.LongLength} elements, but there are {elements.Length}.");
        }
        catch (WeightsException e)
        {
            _problems.Add(e.Message);
        }
    }

    private void AddOutput(string name)
    {
        // The value of a layer that vanished has another node's name, but an output must be called as the graph calls it.
        if (_values[name] != name)
            _proto.Node.Add(new NodeProto { Name = name, OpType = "Identity", Input = { _values[name] }, Output = { name } });
        _proto.Output.Add(Protos.Value(name, _graph[name].Shape));
    }
}

using EdgeNet.Onnx.Proto;
using EdgeNet.Safety;
using Google.Protobuf;
using static EdgeNet.Onnx.Proto.TensorProto.Types;
using static System.FormattableString;

namespace EdgeNet.Onnx.Import.Model;

/// <summary>A file's bytes → <see cref="OnnxModel"/>: structure and sizes are checked before anything is made of them.</summary>
internal sealed class ModelReader
{
    /// <summary>The oldest operator definitions that are known, those of 2017's files.</summary>
    public const int OldestOpset = 6;

    /// <summary>The newest operator definitions that are known.</summary>
    public const int NewestOpset = 26;

    /// <summary>Messages in messages: a model's own need 8, a graph in an attribute 3 more.</summary>
    private const int MaxDepth = 64;

    private readonly string _file;
    private readonly ModelProto _proto;
    private readonly TensorReader _tensors;
    private readonly List<string> _problems = [];

    private ModelReader(string file, ModelProto proto, ExternalData? external)
    {
        _file = file;
        _proto = proto;
        _tensors = new TensorReader(external);
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file; data outside it may lie in its folder.</param>
    /// <exception cref="OnnxImportException">It is no model, or damaged.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static OnnxModel Read(string path)
    {
        string name = Path.GetFileName(path);
        using FileStream file = OpenRead(path);
        return new ModelReader(name, Parse(file, name, ModelProto.Parser), new ExternalData(path)).Check();
    }

    /// <summary>Reads a model that is in memory and has all its data in itself.</summary>
    /// <param name="bytes">The file's bytes.</param>
    /// <param name="name">What to call it in problems.</param>
    /// <exception cref="OnnxImportException">It is no model, or damaged.</exception>
    public static OnnxModel Read(byte[] bytes, string name) => new ModelReader(name, Parse(new MemoryStream(bytes), name, ModelProto.Parser), external: null).Check();

    /// <summary>Reads a file that holds one tensor, as the conformance tests' inputs and outputs do.</summary>
    /// <exception cref="OnnxImportException">It is no tensor, or damaged.</exception>
    public static (string Name, ConstantTensor Tensor) ReadTensor(string path)
    {
        string name = Path.GetFileName(path);
        using FileStream file = OpenRead(path);
        TensorProto proto = Parse(file, name, TensorProto.Parser);
        try
        {
            return (proto.Name, new TensorReader(external: null).Read(proto, "the tensor"));
        }
        catch (InvalidDataException e)
        {
            throw new OnnxImportException(name, e.Message + ".");
        }
    }

    private static FileStream OpenRead(string path)
    {
        if (Directory.Exists(path)) throw new OnnxImportException(Path.GetFileName(path), "a folder; expected an ONNX model, a .onnx file.");
        return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16, FileOptions.SequentialScan);
    }

    private static T Parse<T>(Stream stream, string name, MessageParser<T> parser)
        where T : IMessage<T>
    {
        try
        {
            using CodedInputStream input = CodedInputStream.CreateWithLimits(stream, int.MaxValue, MaxDepth);
            T message = parser.WithDiscardUnknownFields(true).ParseFrom(input);
            // The end of a group, which nothing began, ends the reading without an error.
            return input.IsAtEnd ? message : throw new OnnxImportException(name, "not an ONNX file, truncated or damaged: it goes on behind the model's end.");
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new OnnxImportException(name, $"not an ONNX file, truncated or damaged: {e.Message}");
        }
    }

    private OnnxModel Check()
    {
        GraphProto graph = _proto.Graph ?? throw new OnnxImportException(_file, "expected an ONNX model with a graph, found none.");
        int opset = CheckOpset();
        var names = new HashSet<string>(StringComparer.Ordinal);
        Dictionary<string, ConstantTensor> constants = ReadConstants(graph, names);
        List<GraphInput> inputs = ReadInputs(graph, constants, names);
        foreach (NodeProto node in graph.Node)
            foreach (string output in node.Output)
                if (output.Length > 0 && !names.Add(output)) _problems.Add($"The name '{Shorten(output)}' is given to more than one value; each has a name of its own.");
        if (graph.Output.Count == 0) _problems.Add("The graph has no outputs.");
        foreach (ValueInfoProto output in graph.Output)
            if (!names.Contains(output.Name)) _problems.Add($"The graph's output '{Shorten(output.Name)}' is given by no node.");
        IReadOnlyList<NodeProto> nodes = _problems.Count == 0 ? NodeOrder.Sort(graph, names, _problems) : [];
        if (_problems.Count > 0) throw new OnnxImportException(_file, _problems);
        return new OnnxModel(_file, _proto, opset, inputs, constants, nodes, _tensors);
    }

    private int CheckOpset()
    {
        OperatorSetIdProto[] standard = [.. _proto.OpsetImport.Where(o => o.Domain is "" or "ai.onnx")];
        if (standard.Length == 0)
        {
            _problems.Add($"The model imports no version of the standard operators; expected an opset from {OldestOpset} to {NewestOpset}.");
            return NewestOpset;
        }

        long version = standard.Max(o => o.Version);
        if (version is < OldestOpset or > NewestOpset)
            _problems.Add(Invariant($"The model uses opset {version}; {OldestOpset} to {NewestOpset} are supported: convert it with onnx.version_converter, or export it again."));
        return (int)Math.Clamp(version, OldestOpset, NewestOpset);
    }

    private Dictionary<string, ConstantTensor> ReadConstants(GraphProto graph, HashSet<string> names)
    {
        var constants = new Dictionary<string, ConstantTensor>(StringComparer.Ordinal);
        foreach (TensorProto tensor in graph.Initializer) Read(tensor.Name, label => _tensors.Read(tensor, label));
        foreach (SparseTensorProto tensor in graph.SparseInitializer) Read(tensor.Values?.Name ?? "", label => _tensors.ReadSparse(tensor, label));
        return constants;

        void Read(string name, Func<string, ConstantTensor> read)
        {
            if (!names.Add(name)) _problems.Add($"The name '{Shorten(name)}' is given to more than one value; each has a name of its own.");
            try
            {
                constants[name] = read($"Initializer '{Shorten(name)}'");
            }
            catch (InvalidDataException e)
            {
                _problems.Add(e.Message + ".");
            }
        }
    }

    /// <summary>Up to version 3 of the format, initialisers are listed as inputs too: they are constants, with a default that nobody overrides.</summary>
    private List<GraphInput> ReadInputs(GraphProto graph, Dictionary<string, ConstantTensor> constants, HashSet<string> names)
    {
        var inputs = new List<GraphInput>();
        var listed = new HashSet<string>(StringComparer.Ordinal);
        foreach (ValueInfoProto input in graph.Input)
        {
            if (!listed.Add(input.Name)) _problems.Add($"The graph's input '{Shorten(input.Name)}' is listed twice.");
            if (constants.ContainsKey(input.Name)) continue;
            names.Add(input.Name);
            if (input.Type?.TensorType is not { } type)
            {
                _problems.Add($"The graph's input '{Shorten(input.Name)}' is no tensor; sequences, maps and sparse tensors are unsupported.");
                continue;
            }

            RepeatedDimensions(type.Shape, out int?[]? shape, out string[] symbols, input.Name);
            inputs.Add(new GraphInput(input.Name, (DataType)type.ElemType, shape, symbols));
        }

        return inputs;
    }

    private void RepeatedDimensions(TensorShapeProto? proto, out int?[]? shape, out string[] symbols, string input)
    {
        shape = null;
        symbols = [];
        if (proto is null) return;
        shape = new int?[proto.Dim.Count];
        symbols = new string[proto.Dim.Count];
        for (int i = 0; i < shape.Length; i++)
        {
            TensorShapeProto.Types.Dimension dimension = proto.Dim[i];
            symbols[i] = dimension.DimParam;
            if (dimension.ValueCase != TensorShapeProto.Types.Dimension.ValueOneofCase.DimValue) continue;
            // Some exporters write an unknown size as 0 or -1.
            if (dimension.DimValue is > 0 and <= int.MaxValue) shape[i] = (int)dimension.DimValue;
            else if (dimension.DimValue is not (0 or -1)) _problems.Add(Invariant($"The graph's input '{Shorten(input)}' has an axis of size {dimension.DimValue}."));
        }

        if (shape.Length > Dimensions.MaxRank) _problems.Add(Invariant($"The graph's input '{Shorten(input)}' has {shape.Length} axes; expected {Dimensions.MaxRank} at most: take axes of one element out, or join axes with a Reshape before the export."));
        else if (Dimensions.Length(shape.Select(s => (long)(s ?? 1))) < 0) _problems.Add(Invariant($"The graph's input '{Shorten(input)}' has more than {Dimensions.MaxElements} elements."));
    }

    /// <summary>A name as problems show it: a damaged file's may have megabytes.</summary>
    public static string Shorten(string name) => PlainText.Shorten(name, 80);
}

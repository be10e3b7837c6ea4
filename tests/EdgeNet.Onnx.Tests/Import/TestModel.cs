using EdgeNet.Onnx.Proto;
using Google.Protobuf;
using static EdgeNet.Onnx.Proto.AttributeProto.Types;

namespace EdgeNet.Onnx.Tests.Import;

/// <summary>Small models for tests, written operator by operator.</summary>
internal sealed class TestModel
{
    private readonly Random _random = new(7);

    public TestModel(int opset = 17) =>
        Proto = new ModelProto { IrVersion = 8, ProducerName = "test", Graph = new GraphProto { Name = "g" }, OpsetImport = { new OperatorSetIdProto { Version = opset } } };

    public ModelProto Proto { get; }

    /// <summary>A float32 input; 0 is a size that the file leaves open.</summary>
    public TestModel Input(string name, params int[] shape) => Input(name, TensorProto.Types.DataType.Float, shape);

    public TestModel Input(string name, TensorProto.Types.DataType type, params int[] shape)
    {
        Proto.Graph.Input.Add(Value(name, type, shape));
        return this;
    }

    /// <summary>Random weights in ±1.</summary>
    public TestModel Weight(string name, params int[] shape) => Floats(name, shape, [.. Draw(shape)]);

    public TestModel Floats(string name, int[] shape, params float[] values)
    {
        Proto.Graph.Initializer.Add(FloatTensor(name, shape, values));
        return this;
    }

    public TestModel Ints(string name, params long[] values) => IntTensor(name, [values.Length], values);

    public TestModel Longs(string name, long[] shape, params long[] values) => IntTensor(name, shape, values);

    public TestModel Int(string name, long value) => IntTensor(name, [], value);

    /// <summary>An operator; attributes are given as values of their kinds.</summary>
    public TestModel Node(string type, string inputs, string outputs, params (string Name, object Value)[] attributes)
    {
        var node = new NodeProto { OpType = type, Input = { Split(inputs) }, Output = { Split(outputs) } };
        node.Attribute.Add(attributes.Select(a => Attribute(a.Name, a.Value)));
        Proto.Graph.Node.Add(node);
        return this;
    }

    /// <summary>Gives the last operator a name.</summary>
    public TestModel Named(string name)
    {
        Proto.Graph.Node[^1].Name = name;
        return this;
    }

    public TestModel Output(params string[] names)
    {
        foreach (string name in names) Proto.Graph.Output.Add(new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = 1 } } });
        return this;
    }

    public byte[] ToBytes() => Proto.ToByteArray();

    public ImportedNetwork Import(ImportOptions? options = null) => OnnxImporter.Import(ToBytes(), "test.onnx", options ?? new ImportOptions { ClassName = "Net" });

    /// <summary>The attributes of the class that the import writes, [Network] first.</summary>
    public string[] Attributes() => [.. NetworkClassWriter.Write(Import(), "").Split('\n').Where(l => l.StartsWith('['))];

    /// <summary>What the import has against the model.</summary>
    public IReadOnlyList<string> Problems() => Assert.Throws<OnnxImportException>(() => Import()).Problems;

    public static TensorProto FloatTensor(string name, int[] shape, params float[] values)
    {
        var tensor = new TensorProto { Name = name, DataType = (int)TensorProto.Types.DataType.Float };
        tensor.Dims.Add(shape.Select(s => (long)s));
        tensor.RawData = ByteString.CopyFrom([.. values.SelectMany(BitConverter.GetBytes)]);
        return tensor;
    }

    private IEnumerable<float> Draw(int[] shape) => Enumerable.Range(0, shape.Aggregate(1, (a, b) => a * b)).Select(_ => (float)(2 * _random.NextDouble() - 1));

    private TestModel IntTensor(string name, long[] shape, params long[] values)
    {
        var tensor = new TensorProto { Name = name, DataType = (int)TensorProto.Types.DataType.Int64, Int64Data = { values } };
        tensor.Dims.Add(shape);
        Proto.Graph.Initializer.Add(tensor);
        return this;
    }

    private static string[] Split(string names) => names.Length == 0 ? [] : names.Split(',');

    private static ValueInfoProto Value(string name, TensorProto.Types.DataType type, int[] shape)
    {
        var tensor = new TypeProto.Types.Tensor { ElemType = (int)type, Shape = new TensorShapeProto() };
        foreach (int size in shape)
            tensor.Shape.Dim.Add(size == 0 ? new TensorShapeProto.Types.Dimension { DimParam = "N" } : new TensorShapeProto.Types.Dimension { DimValue = size });
        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = tensor } };
    }

    private static AttributeProto Attribute(string name, object value) => value switch
    {
        int i => new() { Name = name, Type = AttributeType.Int, I = i },
        float f => new() { Name = name, Type = AttributeType.Float, F = f },
        string s => new() { Name = name, Type = AttributeType.String, S = ByteString.CopyFromUtf8(s) },
        int[] ints => new() { Name = name, Type = AttributeType.Ints, Ints = { ints.Select(i => (long)i) } },
        float[] floats => new() { Name = name, Type = AttributeType.Floats, Floats = { floats } },
        TensorProto tensor => new() { Name = name, Type = AttributeType.Tensor, T = tensor },
        AttributeType type => new() { Name = name, Type = type },
        _ => throw new ArgumentException($"No attribute of {value.GetType()}.", nameof(value)),
    };
}

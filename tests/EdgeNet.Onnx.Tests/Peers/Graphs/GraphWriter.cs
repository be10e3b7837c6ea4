using EdgeNet.Onnx.Import.Operators;
using EdgeNet.Onnx.Proto;
using Google.Protobuf;
using static EdgeNet.Onnx.Proto.AttributeProto.Types;
using static EdgeNet.Onnx.Proto.TensorProto.Types;

namespace EdgeNet.Onnx.Tests.Peers.Graphs;

/// <summary>Writes a random graph node by node, and knows the shapes of its values.</summary>
internal sealed class GraphWriter
{
    /// <summary>Elements of a value at most: graphs are many, and run in scalar code.</summary>
    public const int MostElements = 3000;

    private readonly HashSet<string> _taken = [];
    private int _names;

    public GraphWriter(int seed, int opset)
    {
        Random = new Random(seed);
        Opset = opset;
        Operands = new OperandWriter(this);
        Model = new ModelProto
        {
            IrVersion = opset >= 21 ? 10 : opset >= 19 ? 9 : opset >= 15 ? 8 : opset >= 13 ? 7 : opset >= 11 ? 6 : 5,
            ProducerName = "test",
            Graph = new GraphProto { Name = "g" },
            OpsetImport = { new OperatorSetIdProto { Version = opset } },
        };
    }

    public Random Random { get; }

    /// <summary>The version of the operators' definitions.</summary>
    public int Opset { get; }

    public ModelProto Model { get; }

    /// <summary>Operands that need known values.</summary>
    public OperandWriter Operands { get; }

    /// <summary>What the nodes so far give; constants that have only been operands are not among them.</summary>
    public List<GraphValue> Pool { get; } = [];

    /// <summary>All values, initializers among them.</summary>
    public List<GraphValue> Values { get; } = [];

    /// <summary>Values that are not to be rounded another way, as shapes, indices and axes come from them.</summary>
    public HashSet<string> Exact { get; } = [];

    /// <summary>The nodes that may still be added.</summary>
    public int Left { get; set; } = int.MaxValue;

    public bool IsTaken(GraphValue value) => _taken.Contains(value.Name);

    public bool Flip(double probability = 0.5) => Random.NextDouble() < probability;

    public int Below(int end) => Random.Next(end);

    public int Between(int first, int last) => Random.Next(first, last + 1);

    public T OneOf<T>(params IReadOnlyList<T> items) => items[Random.Next(items.Count)];

    public int[] Draw(int count, int first, int last) => [.. Enumerable.Range(0, count).Select(_ => Between(first, last))];

    public int[] Order(int rank)
    {
        int[] order = [.. Enumerable.Range(0, rank)];
        Random.Shuffle(order);
        return order;
    }

    public GraphValue Input(params int[] shape)
    {
        var value = new GraphValue(Name("x"), DataType.Float, shape, false);
        Model.Graph.Input.Add(Declare(value));
        Pool.Add(value);
        Values.Add(value);
        return value;
    }

    public static ValueInfoProto Declare(GraphValue value)
    {
        var tensor = new TypeProto.Types.Tensor { ElemType = (int)value.Type, Shape = new TensorShapeProto() };
        foreach (int size in value.Shape) tensor.Shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimValue = size });
        return new ValueInfoProto { Name = value.Name, Type = new TypeProto { TensorType = tensor } };
    }

    /// <summary>Adds a node of one output to the pool.</summary>
    /// <param name="name">The operator, com.microsoft's with the domain and a colon in front.</param>
    /// <param name="inputs">Its inputs, null for one that is left out.</param>
    /// <param name="type">The output's type.</param>
    /// <param name="shape">The output's shape.</param>
    /// <param name="attributes">The attributes, as values of their kinds; null leaves one out.</param>
    public GraphValue Add(string name, GraphValue?[] inputs, DataType type, int[] shape, params (string Name, object? Value)[] attributes)
    {
        GraphValue value = Compute(name, inputs, type, shape, attributes);
        Pool.Add(value);
        return value;
    }

    /// <summary>Adds a node whose output is for one taker only.</summary>
    public GraphValue Compute(string name, GraphValue?[] inputs, DataType type, int[] shape,
        params (string Name, object? Value)[] attributes) =>
        Compute(name, inputs, [(type, shape)], attributes)[0];

    /// <summary>Adds a node of several outputs.</summary>
    public GraphValue[] Compute(
        string name, GraphValue?[] inputs, (DataType Type, int[] Shape)[] outputs, params (string Name, object? Value)[] attributes)
    {
        // Sizes are known, and of what gives a type that alone counts.
        IEnumerable<GraphValue?> counting = name is "Shape" or "Size" ? [] : name == "CastLike" ? inputs.Take(1) : inputs;
        bool isConstant = counting.All(i => i is null || i.IsConstant);
        GraphValue[] values = [.. outputs.Select(o => new GraphValue(Name("v"), o.Type, o.Shape, isConstant))];
        Values.AddRange(values);
        string[] parts = name.Split(':');
        var node = new NodeProto { OpType = parts[^1], Domain = parts.Length > 1 ? parts[0] : "", Output = { values.Select(v => v.Name) } };
        int given = inputs.Length;
        while (given > 0 && inputs[given - 1] is null) given--;
        node.Input.Add(inputs[..given].Select(i => i?.Name ?? ""));
        node.Attribute.Add(attributes.Where(a => a.Value is not null).Select(a => Attribute(a.Name, a.Value!)));
        if (parts.Length > 1 && !Model.OpsetImport.Any(o => o.Domain == parts[0]))
            Model.OpsetImport.Add(new OperatorSetIdProto { Domain = parts[0], Version = 1 });
        Model.Graph.Node.Add(node);
        foreach (GraphValue? input in inputs)
            if (input is not null) _taken.Add(input.Name);
        Left--;
        return values;
    }

    /// <summary>A constant of drawn elements.</summary>
    public GraphValue Constant(DataType type, int[] shape, Func<double>? draw = null)
    {
        draw ??= () => Element(type);
        return Constant(type, shape, [.. Enumerable.Range(0, shape.Aggregate(1, (a, b) => a * b)).Select(_ => draw())]);
    }

    /// <summary>A constant of given elements: an initializer, or a node.</summary>
    public GraphValue Constant(DataType type, int[] shape, double[] elements)
    {
        var value = new GraphValue(Name("c"), type, shape, true);
        TensorProto tensor = Tensors.Of(type, shape, elements, asRaw: Flip());
        if (Left > 3 && Flip(0.1)) return Compute("Constant", [], type, shape, ("value", tensor));
        tensor.Name = value.Name;
        Model.Graph.Initializer.Add(tensor);
        Values.Add(value);
        return value;
    }

    /// <summary>Mostly eighths, with which sums and products stay exact, so that no comparison hangs on rounding.</summary>
    public double Element(DataType type) => type switch
    {
        DataType.Bool => Below(2),
        DataType.Uint8 => Below(9),
        DataType.Float or DataType.Double or DataType.Float16 when Flip(0.7) => Below(33) / 8.0 - 2,
        DataType.Float => (float)(4 * Random.NextDouble() - 2),
        DataType.Double => 4 * Random.NextDouble() - 2,
        DataType.Float16 => (double)(Half)(4 * Random.NextDouble() - 2),
        _ => Below(11) - 4,
    };

    /// <summary>A value of the pool that fits, the newest sooner than others, and constants sooner for what is computed on constants
    /// alone.</summary>
    public GraphValue? Find(Func<GraphValue, bool> fits, bool needsConstant = false)
    {
        GraphValue[] found = [.. Pool.Where(v => fits(v) && (v.IsConstant || !needsConstant))];
        return found.Length == 0 ? null : Flip(0.6) ? found[^1] : OneOf(found);
    }

    /// <summary>A value for an operator: of the pool, or now and then a new constant.</summary>
    /// <param name="operatorType">The operator.</param>
    /// <param name="fits">What it takes.</param>
    /// <param name="types">The types that a new constant may have.</param>
    public GraphValue Operand(string operatorType, Func<GraphValue, bool> fits, params DataType[] types)
    {
        bool needsConstant = NeedsConstants(operatorType) && Flip(0.97);
        bool Takes(GraphValue value) => types.Contains(value.Type) && fits(value);
        if (!Flip(0.12) && Find(Takes, needsConstant) is { } found) return found;
        if (!needsConstant && Flip(0.6) && Find(Takes) is { } old) return old;
        for (int i = 0; i < 100; i++)
        {
            var constant = new GraphValue("", OneOf(types), Draw(Between(i < 50 ? 1 : 2, 4), 1, 4), true);
            if (Takes(constant)) return Constant(constant.Type, constant.Shape);
        }

        throw new NothingFitsException();
    }

    /// <summary>A float32 value for an operator.</summary>
    public GraphValue Operand(string operatorType, Func<GraphValue, bool>? fits = null) =>
        Operand(operatorType, fits ?? (_ => true), DataType.Float);

    /// <summary>Whether the import computes an operator on constants only.</summary>
    public static bool NeedsConstants(string operatorType) =>
        !operatorType.Contains(':') && OperatorTable.Find(new NodeProto { OpType = operatorType }).Import is null;

    private string Name(string prefix) => prefix + _names++.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static AttributeProto Attribute(string name, object value) => value switch
    {
        int i => new() { Name = name, Type = AttributeType.Int, I = i },
        float f => new() { Name = name, Type = AttributeType.Float, F = f },
        string s => new() { Name = name, Type = AttributeType.String, S = ByteString.CopyFromUtf8(s) },
        int[] ints => new() { Name = name, Type = AttributeType.Ints, Ints = { ints.Select(i => (long)i) } },
        long[] ints => new() { Name = name, Type = AttributeType.Ints, Ints = { ints } },
        float[] floats => new() { Name = name, Type = AttributeType.Floats, Floats = { floats } },
        TensorProto tensor => new() { Name = name, Type = AttributeType.Tensor, T = tensor },
        _ => throw new ArgumentException($"No attribute of {value.GetType()}.", nameof(value)),
    };
}

using EdgeNet.Onnx.Import.Model;
using EdgeNet.Onnx.Proto;
using static EdgeNet.Onnx.Proto.AttributeProto.Types;
using static System.FormattableString;

namespace EdgeNet.Onnx.Import;

/// <summary>A node's attributes. What nobody has read in the end is something that the import does not know, and is not passed over.</summary>
internal sealed class NodeAttributes
{
    private const int MostValues = 4096;

    private readonly Dictionary<string, AttributeProto> _attributes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);
    private readonly TensorReader _tensors;

    public NodeAttributes(NodeProto node, TensorReader tensors)
    {
        _tensors = tensors;
        foreach (AttributeProto attribute in node.Attribute)
            if (!_attributes.TryAdd(attribute.Name, attribute)) throw new ImportProblemException($"has the attribute '{ModelReader.Shorten(attribute.Name)}' twice");
    }

    /// <summary>The attributes that nobody has read.</summary>
    public IEnumerable<string> Unread => _attributes.Keys.Where(n => !_read.Contains(n)).Select(ModelReader.Shorten);

    /// <summary>The attributes that somebody has read.</summary>
    public IEnumerable<string> Read => _read;

    /// <summary>Whether an attribute is given.</summary>
    public bool Has(string name) => _attributes.ContainsKey(name);

    /// <summary>Takes note of attributes that change nothing here.</summary>
    public void Ignore(params ReadOnlySpan<string> names)
    {
        foreach (string name in names) _read.Add(name);
    }

    /// <summary>A whole number.</summary>
    public long Int(string name, long fallback) => Find(name, AttributeType.Int)?.I ?? fallback;

    /// <summary>A whole number that may be left out.</summary>
    public long? Int(string name) => Find(name, AttributeType.Int)?.I;

    /// <summary>A whole number that fits 32 bits, as sizes do.</summary>
    public int Size(string name, int fallback, int min)
    {
        long value = Int(name, fallback);
        return value >= min && value <= int.MaxValue ? (int)value : throw new ImportProblemException(Invariant($"has {name} = {value}; expected {min} or more"));
    }

    /// <summary>A yes or no, which the format writes as 1 or 0.</summary>
    public bool Flag(string name, bool fallback) => Int(name, fallback ? 1 : 0) != 0;

    /// <summary>A number.</summary>
    public float Float(string name, float fallback) => Find(name, AttributeType.Float)?.F ?? fallback;

    /// <summary>A number that may be left out.</summary>
    public float? Float(string name) => Find(name, AttributeType.Float)?.F;

    /// <summary>Whole numbers, or null where they are not given.</summary>
    public long[]? Ints(string name)
    {
        if (Find(name, AttributeType.Ints) is not { } attribute) return null;
        RequireCount(name, attribute.Ints.Count);
        return [.. attribute.Ints];
    }

    /// <summary>Numbers, or null where they are not given.</summary>
    public float[]? Floats(string name)
    {
        if (Find(name, AttributeType.Floats) is not { } attribute) return null;
        RequireCount(name, attribute.Floats.Count);
        return [.. attribute.Floats];
    }

    /// <summary>A text, or null where it is not given.</summary>
    public string? Text(string name) => Find(name, AttributeType.String) is { } attribute ? ModelReader.Shorten(attribute.S.ToStringUtf8()) : null;

    /// <summary>One of a few words.</summary>
    public string OneOf(string name, string fallback, params string[] words)
    {
        string text = Text(name) ?? fallback;
        return words.Contains(text) ? text : throw new ImportProblemException($"has {name} = '{text}'; supported {(words.Length == 1 ? "is" : "are")} {string.Join(", ", words.Select(w => $"'{w}'"))}");
    }

    /// <summary>A tensor, or null where it is not given.</summary>
    public ConstantTensor? Tensor(string name) => Find(name, AttributeType.Tensor) is { } attribute
        ? ReadTensor(name, attribute.T is { } tensor ? label => _tensors.Read(tensor, label) : null) : null;

    /// <summary>A sparse tensor as a dense one, or null where it is not given.</summary>
    public ConstantTensor? SparseTensor(string name) => Find(name, AttributeType.SparseTensor) is { } attribute
        ? ReadTensor(name, attribute.SparseTensor is { } tensor ? label => _tensors.ReadSparse(tensor, label) : null) : null;

    private static ConstantTensor ReadTensor(string name, Func<string, ConstantTensor>? read)
    {
        if (read is null) throw new ImportProblemException($"has the attribute '{name}' without its tensor");
        try
        {
            return read($"its attribute '{name}'");
        }
        catch (InvalidDataException e)
        {
            throw new ImportProblemException("cannot be read: " + e.Message);
        }
    }

    private AttributeProto? Find(string name, AttributeType type)
    {
        _read.Add(name);
        if (!_attributes.TryGetValue(name, out AttributeProto? attribute)) return null;
        if (attribute.Type == type) return attribute;
        throw new ImportProblemException($"has the attribute '{name}' of the type {attribute.Type}; expected {type}");
    }

    private static void RequireCount(string name, int count)
    {
        if (count > MostValues) throw new ImportProblemException(Invariant($"has {count} values of {name}; expected {MostValues} at most"));
    }
}

using System.Collections.Immutable;
using EdgeNet.Onnx.Import.Model;
using EdgeNet.Onnx.Proto;

namespace EdgeNet.Onnx.Import;

/// <summary>The names of a graph: the model's own, that of a branch, which sees the names around it, or that of a function, which does not.</summary>
internal sealed class Scope
{
    private readonly Dictionary<string, OnnxValue> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _used;
    private readonly Scope? _outer;

    /// <summary>A scope without values.</summary>
    /// <param name="outer">Whose names are seen too, or null.</param>
    /// <param name="opset">The version of the standard operators.</param>
    /// <param name="used">The names that something takes.</param>
    public Scope(Scope? outer, int opset, IEnumerable<string> used)
    {
        _outer = outer;
        Opset = opset;
        _used = [.. used];
    }

    /// <summary>The version of the standard operators.</summary>
    public int Opset { get; }

    /// <summary>In a function, the attributes of the node that calls it; else null.</summary>
    public IReadOnlyDictionary<string, AttributeProto>? Attributes { get; init; }

    /// <summary>How many graphs and functions stand around this one.</summary>
    public int Depth { get; init; }

    /// <summary>The functions that are being called.</summary>
    public ImmutableHashSet<(string Domain, string Name)> Calls { get; init; } = [];

    /// <summary>What messages say before a node of it: the node that it is in.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Whether anybody takes a value.</summary>
    public bool IsUsed(string name) => name.Length > 0 && _used.Contains(name);

    /// <summary>A value by its name.</summary>
    /// <exception cref="ImportProblemException">There is none.</exception>
    public OnnxValue this[string name]
    {
        get => Find(name) ?? throw new ImportProblemException($"takes '{ModelReader.Shorten(name)}', which is no input, initializer or output of a node");
        set => _values[name] = value;
    }

    /// <summary>A node as it stands in a function's body, with the attributes of the calling node in their places.</summary>
    public NodeProto Resolve(NodeProto node)
    {
        if (Attributes is null || node.Attribute.All(a => a.RefAttrName.Length == 0)) return node;
        NodeProto resolved = node.Clone();
        resolved.Attribute.Clear();
        foreach (AttributeProto attribute in node.Attribute)
        {
            if (attribute.RefAttrName.Length == 0)
            {
                resolved.Attribute.Add(attribute);
            }
            else if (Attributes.TryGetValue(attribute.RefAttrName, out AttributeProto? given))
            {
                AttributeProto named = given.Clone();
                named.Name = attribute.Name;
                resolved.Attribute.Add(named);
            }
        }

        return resolved;
    }

    private OnnxValue? Find(string name) => _values.TryGetValue(name, out OnnxValue? value) ? value : _outer?.Find(name);
}

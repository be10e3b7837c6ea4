using EdgeNet.Compiler.Graph;
using EdgeNet.Description;

namespace EdgeNet.Compiler.Passes;

/// <summary>Rebuilds a graph node by node, with names redirected and shapes inferred anew.</summary>
internal sealed class GraphRewriter(NetworkGraph graph)
{
    private readonly List<Node> _nodes = [];
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _redirects = new(StringComparer.Ordinal);

    /// <summary>Appends a node; its inputs are redirected and its shape is inferred.</summary>
    public void Add(string name, Layer layer, IEnumerable<string> inputs, int source)
    {
        var resolved = new EquatableArray<string>(inputs.Select(Resolve));
        TensorShape shape = layer.InferShape([.. resolved.Select(i => _nodes[_places[i]].Shape)]);
        _places.Add(name, _nodes.Count);
        _nodes.Add(new(name, layer, resolved, shape, source));
    }

    /// <summary>Appends a node as it is, but for its inputs.</summary>
    public void Keep(Node node) => Add(node.Name, node.Layer, node.Inputs, node.Source);

    /// <summary>Puts another layer in place of a node already appended, and lets it stand for a second node as well.</summary>
    public void Fuse(string name, Layer layer, string absorbed)
    {
        int index = _places[Resolve(name)];
        Node node = _nodes[index];
        TensorShape shape = layer.InferShape([.. node.Inputs.Select(i => _nodes[_places[i]].Shape)]);
        _nodes[index] = node with { Layer = layer, Shape = shape };
        Redirect(absorbed, node.Name);
    }

    /// <summary>The node that a name leads to, as rewritten so far.</summary>
    public Node Find(string name) => _nodes[_places[Resolve(name)]];

    /// <summary>Lets one name stand for another.</summary>
    public void Redirect(string from, string to) => _redirects[from] = Resolve(to);

    /// <summary>The rewritten graph.</summary>
    public NetworkGraph Finish() => new(graph.Name, _nodes, graph.Outputs.Select(Resolve));

    private string Resolve(string name) => _redirects.TryGetValue(name, out string target) ? target : name;
}

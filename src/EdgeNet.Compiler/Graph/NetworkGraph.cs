using EdgeNet.Description;

namespace EdgeNet.Compiler.Graph;

/// <summary>A network with every shape known: nodes in an order in which each stands after its inputs.</summary>
public sealed class NetworkGraph
{
    private readonly Dictionary<string, Node> _byName;
    private Dictionary<string, List<Node>>? _consumers;

    /// <summary>Takes nodes that <see cref="GraphChecker"/> would accept.</summary>
    /// <param name="name">The network's name.</param>
    /// <param name="nodes">The nodes, inputs first.</param>
    /// <param name="outputs">The names of the nodes whose outputs are the network's.</param>
    public NetworkGraph(string name, IEnumerable<Node> nodes, IEnumerable<string> outputs)
    {
        Name = name;
        Nodes = [.. nodes];
        Outputs = new EquatableArray<string>(outputs);
        _byName = Nodes.ToDictionary(n => n.Name, StringComparer.Ordinal);
    }

    /// <summary>The network's name.</summary>
    public string Name { get; }

    /// <summary>The nodes, each after its inputs; network inputs are nodes of <see cref="Layers.Input"/>.</summary>
    public IReadOnlyList<Node> Nodes { get; }

    /// <summary>The names of the nodes whose outputs are the network's.</summary>
    public EquatableArray<string> Outputs { get; }

    /// <summary>The network's inputs.</summary>
    public IEnumerable<Node> Inputs => Nodes.Where(n => n.Layer is Layers.Input);

    /// <summary>The shape of the first input.</summary>
    public TensorShape InputShape => Inputs.First().Shape;

    /// <summary>The shape of the first output.</summary>
    public TensorShape OutputShape => this[Outputs[0]].Shape;

    /// <summary>Elements of all inputs together.</summary>
    public int InputLength => checked(Inputs.Sum(i => i.Shape.Length));

    /// <summary>Elements of all outputs together.</summary>
    public int OutputLength => checked(Outputs.Sum(o => this[o].Shape.Length));

    /// <summary>Multiply-add operations of one inference.</summary>
    public long MultiplyAdds => Nodes.Sum(n => n.Layer.MultiplyAdds(InputShapes(n)));

    /// <summary>The node with a name.</summary>
    /// <param name="name">The name.</param>
    public Node this[string name] => _byName[name];

    /// <summary>The shapes of a node's inputs.</summary>
    /// <param name="node">The node.</param>
    public IReadOnlyList<TensorShape> InputShapes(Node node) => [.. node.Inputs.Select(i => this[i].Shape)];

    /// <summary>The nodes that take a node's output.</summary>
    /// <param name="node">The node.</param>
    public IEnumerable<Node> Consumers(Node node) =>
        (_consumers ??= FindConsumers()).TryGetValue(node.Name, out List<Node>? consumers) ? consumers : [];

    /// <summary>Whether nothing but one node reads a node's output, the network's user included.</summary>
    /// <param name="consumer">The node that reads it.</param>
    /// <param name="name">The node whose output it is.</param>
    public bool IsSoleConsumer(Node consumer, string name) => Consumers(this[name]).All(n => n == consumer) && !Outputs.Contains(name);

    /// <summary>A node's parameters.</summary>
    /// <param name="node">The node.</param>
    public IReadOnlyList<Parameter> Parameters(Node node) => node.Layer.Parameters(InputShapes(node));

    private Dictionary<string, List<Node>> FindConsumers()
    {
        var consumers = new Dictionary<string, List<Node>>(StringComparer.Ordinal);
        foreach (Node node in Nodes)
        {
            foreach (string input in node.Inputs.Distinct())
            {
                if (!consumers.TryGetValue(input, out List<Node>? of)) consumers.Add(input, of = []);
                of.Add(node);
            }
        }

        return consumers;
    }

    /// <summary>The parameters of the whole network in order, with their full names ("c1.weight").</summary>
    public IEnumerable<(string Name, TensorShape Shape)> Parameters() =>
        Nodes.SelectMany(n => Parameters(n).Select(p => ($"{n.Name}.{p.Role}", p.Shape)));
}

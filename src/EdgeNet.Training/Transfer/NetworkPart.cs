using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Training.Transfer;

/// <summary>What of a network is computed, and what of that learns.</summary>
internal sealed class NetworkPart
{
    private readonly HashSet<string> _frozen;
    private readonly HashSet<string> _fixedNorms;
    private readonly HashSet<string> _still;

    private NetworkPart(HashSet<string> frozen, HashSet<string> fixedNorms, HashSet<string> still)
    {
        _frozen = frozen;
        _fixedNorms = fixedNorms;
        _still = still;
    }

    /// <summary>The node whose output is given in place of the network's input; null for the input.</summary>
    public string? From { get; private init; }

    /// <summary>The last node that is computed; null for the first output.</summary>
    public string? To { get; private init; }

    /// <summary>The network as it is trained.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="options">What was kept, and what is frozen.</param>
    /// <param name="unfreezes">Whether nothing is frozen any more.</param>
    public static NetworkPart Of(NetworkGraph graph, TransferOptions options, bool unfreezes)
    {
        HashSet<string> frozen = unfreezes ? [] : [.. options.Frozen];
        HashSet<string> norms = [.. graph.Nodes.Where(n => n.Layer is BatchNorm && options.Kept.Contains(n.Name)).Select(n => n.Name)];
        return new NetworkPart(frozen, norms, Still(graph, frozen));
    }

    /// <summary>The whole network as it is used: batch norms by their running statistics, no dropout.</summary>
    /// <param name="graph">The network.</param>
    public static NetworkPart InUse(NetworkGraph graph)
    {
        HashSet<string> norms = [.. graph.Nodes.Where(n => n.Layer is BatchNorm).Select(n => n.Name)];
        return new NetworkPart([], norms, [.. graph.Nodes.Where(n => n.Layer is Dropout).Select(n => n.Name)]);
    }

    /// <summary>Whether the weights of a layer do not change.</summary>
    public bool IsFrozen(Node node) => _frozen.Contains(node.Name);

    /// <summary>Whether a batch norm keeps its running statistics, and normalizes by them.</summary>
    public bool HasFixedStatistics(Node node) => _fixedNorms.Contains(node.Name);

    /// <summary>Whether a node belongs to the frozen beginning of the network: its output is the same in each epoch.</summary>
    public bool IsStill(Node node) => _still.Contains(node.Name);

    /// <summary>
    /// The last node of the frozen beginning through which everything passes on its way to the output; null where there is none.
    /// </summary>
    /// <param name="graph">The network.</param>
    public string? Boundary(NetworkGraph graph)
    {
        HashSet<string> needed = Needed(graph, graph.Outputs[0]);
        string? boundary = null;
        // Still nodes with a consumer that is needed and comes later; one alone may be open behind the boundary.
        var open = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < graph.Nodes.Count && graph.Nodes[i] is var node; i++)
        {
            if (!needed.Contains(node.Name)) continue;
            if (!IsStill(node)) break;
            foreach (string input in node.Inputs.Distinct())
                if (--open[input] == 0) open.Remove(input);
            open[node.Name] = graph.Consumers(node).Count(c => needed.Contains(c.Name));
            if (open.Count == 1 && open.ContainsKey(node.Name) && node.Layer is not Input) boundary = node.Name;
        }

        return boundary;
    }

    /// <summary>The part behind a node.</summary>
    public NetworkPart Behind(string node) => new(_frozen, _fixedNorms, _still) { From = node };

    /// <summary>The part up to a node.</summary>
    public NetworkPart UpTo(string node) => new(_frozen, _fixedNorms, _still) { To = node };

    /// <summary>The nodes that a node is computed from, itself among them.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="node">The node.</param>
    /// <param name="from">A node that is given; null for none.</param>
    public static HashSet<string> Needed(NetworkGraph graph, string node, string? from = null)
    {
        var needed = new HashSet<string>(StringComparer.Ordinal) { node };
        foreach (Node at in graph.Nodes.Reverse())
            if (needed.Contains(at.Name) && at.Name != from) needed.UnionWith(at.Inputs);
        return needed;
    }

    /// <summary>
    /// The nodes in which nothing learns, and below which nothing does. What has no weights behind the last frozen layer belongs to them
    /// but for dropout, which is the head's.
    /// </summary>
    private static HashSet<string> Still(NetworkGraph graph, HashSet<string> frozen)
    {
        bool Learns(Node node) => !frozen.Contains(node.Name) && graph.Parameters(node).Any(p => p.IsTrained);

        var quiet = new HashSet<string>(StringComparer.Ordinal);
        foreach (Node node in graph.Nodes)
            if (!Learns(node) && node.Inputs.All(quiet.Contains)) quiet.Add(node.Name);
        HashSet<string> below = [];
        foreach (Node node in graph.Nodes.Where(n => quiet.Contains(n.Name) && frozen.Contains(n.Name)))
            below.UnionWith(Needed(graph, node.Name));
        if (below.Count == 0) return [];
        var still = new HashSet<string>(StringComparer.Ordinal);
        foreach (Node node in graph.Nodes)
        {
            if (quiet.Contains(node.Name) && (node.Layer is not Dropout || below.Contains(node.Name)) && node.Inputs.All(still.Contains))
                still.Add(node.Name);
        }

        return still;
    }
}

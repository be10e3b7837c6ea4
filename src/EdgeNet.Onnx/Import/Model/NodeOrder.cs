using EdgeNet.Onnx.Proto;

namespace EdgeNet.Onnx.Import.Model;

/// <summary>Brings nodes into an order in which each stands after those whose outputs it takes; files should have it, some have not.</summary>
internal static class NodeOrder
{
    /// <summary>Sorts the nodes, changing their order only where it must be changed.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="names">The names of all values.</param>
    /// <param name="problems">Takes the inputs that nothing gives, and a cycle.</param>
    public static IReadOnlyList<NodeProto> Sort(GraphProto graph, IReadOnlySet<string> names, List<string> problems) => Sort(graph.Node, names, problems);

    /// <summary>What a node takes: its inputs, and what the graphs in its attributes take from around them.</summary>
    public static IEnumerable<string> Taken(NodeProto node)
    {
        IEnumerable<GraphProto> graphs = node.Attribute.Where(a => a.G is not null).Select(a => a.G);
        return node.Input.Concat(graphs.SelectMany(Captured)).Where(n => n.Length > 0);
    }

    /// <summary>What a graph in an attribute takes from around it.</summary>
    private static HashSet<string> Captured(GraphProto graph)
    {
        HashSet<string> taken = [.. graph.Node.SelectMany(Taken), .. graph.Output.Select(o => o.Name)];
        taken.ExceptWith(graph.Input.Select(i => i.Name).Concat(graph.Initializer.Select(t => t.Name)).Concat(graph.SparseInitializer.Select(t => t.Values?.Name ?? "")).Concat(graph.Node.SelectMany(n => n.Output)));
        return taken;
    }

    /// <summary>Sorts the nodes, changing their order only where it must be changed.</summary>
    /// <param name="nodes">The nodes.</param>
    /// <param name="names">The names of all values.</param>
    /// <param name="problems">Takes the inputs that nothing gives, and a cycle.</param>
    public static IReadOnlyList<NodeProto> Sort(IReadOnlyList<NodeProto> nodes, IReadOnlySet<string> names, List<string> problems)
    {
        var producers = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < nodes.Count; i++)
            foreach (string output in nodes[i].Output) producers[output] = i;

        var waiting = new int[nodes.Count];
        var consumers = new List<int>[nodes.Count];
        for (int i = 0; i < waiting.Length; i++)
        {
            foreach (string input in Taken(nodes[i]))
            {
                if (!names.Contains(input)) problems.Add($"{NodeLabel.Of(nodes[i], i)} takes '{ModelReader.Shorten(input)}', which is no input, initializer or output of a node.");
                if (!producers.TryGetValue(input, out int producer)) continue;
                (consumers[producer] ??= []).Add(i);
                waiting[i]++;
            }
        }

        // The first in the file's order that can run comes first.
        var ready = new PriorityQueue<int, int>();
        for (int i = 0; i < waiting.Length; i++)
            if (waiting[i] == 0) ready.Enqueue(i, i);
        var sorted = new List<NodeProto>(waiting.Length);
        while (ready.TryDequeue(out int node, out _))
        {
            sorted.Add(nodes[node]);
            foreach (int consumer in consumers[node] ?? [])
                if (--waiting[consumer] == 0) ready.Enqueue(consumer, consumer);
        }

        if (sorted.Count < waiting.Length)
        {
            int first = Array.FindIndex(waiting, w => w > 0);
            problems.Add($"The graph is cyclic: {NodeLabel.Of(nodes[first], first)} waits, directly or through others, for its own output.");
        }

        return sorted;
    }
}

using EdgeNet.Onnx.Proto;

namespace EdgeNet.Onnx.Import.Model;

/// <summary>Brings nodes into an order in which each stands after those whose outputs it takes; files should have it, some have not.</summary>
internal static class NodeOrder
{
    /// <summary>Sorts the nodes, changing their order only where it must be changed.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="names">The names of all values.</param>
    /// <param name="problems">Takes the inputs that nothing gives, and a cycle.</param>
    public static IReadOnlyList<NodeProto> Sort(GraphProto graph, IReadOnlySet<string> names, List<string> problems)
    {
        var producers = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < graph.Node.Count; i++)
            foreach (string output in graph.Node[i].Output) producers[output] = i;

        var waiting = new int[graph.Node.Count];
        var consumers = new List<int>[graph.Node.Count];
        for (int i = 0; i < waiting.Length; i++)
        {
            foreach (string input in graph.Node[i].Input.Where(n => n.Length > 0))
            {
                if (!names.Contains(input)) problems.Add($"{NodeLabel.Of(graph.Node[i], i)} takes '{ModelReader.Shorten(input)}', which is no input, initializer or output of a node.");
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
            sorted.Add(graph.Node[node]);
            foreach (int consumer in consumers[node] ?? [])
                if (--waiting[consumer] == 0) ready.Enqueue(consumer, consumer);
        }

        if (sorted.Count < waiting.Length)
        {
            int first = Array.FindIndex(waiting, w => w > 0);
            problems.Add($"The graph is cyclic: {NodeLabel.Of(graph.Node[first], first)} waits, directly or through others, for its own output.");
        }

        return sorted;
    }
}

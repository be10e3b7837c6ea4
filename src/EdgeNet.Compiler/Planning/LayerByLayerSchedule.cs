using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Compiler.Planning;

/// <summary>A graph computed node by node, every output a buffer of its own while anyone reads it: what a plan's memory is held against.</summary>
internal static class LayerByLayerSchedule
{
    /// <summary>Of the two largest tensors that live together, the part that a plan should need at most.</summary>
    private const double BudgetOfPlain = 0.75;

    /// <summary>A workspace that the smallest level-1 caches hold needs no lowering.</summary>
    private const int MinMemoryBudget = 8 * 1024;

    /// <summary>Elements of workspace below which more time is not spent to need fewer.</summary>
    /// <param name="graph">The graph.</param>
    public static int MemoryBudget(NetworkGraph graph) => (int)Math.Min(int.MaxValue, Math.Max(MinMemoryBudget, BudgetOfPlain * TwoLargest(graph)));

    /// <summary>The largest sum of two tensors that live at the same time, in elements; the network's inputs lie with the caller.</summary>
    /// <param name="graph">The graph.</param>
    public static long TwoLargest(NetworkGraph graph)
    {
        var lastReader = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int at = 0; at < graph.Nodes.Count; at++)
            foreach (string input in graph.Nodes[at].Inputs) lastReader[input] = at;
        foreach (string output in graph.Outputs) lastReader[output] = graph.Nodes.Count;

        var live = new List<(long Length, int Last)>();
        long most = 0;
        for (int at = 0; at < graph.Nodes.Count; at++)
        {
            Node node = graph.Nodes[at];
            live.RemoveAll(tensor => tensor.Last < at);
            if (node.Layer is Input or Constant) continue;
            live.Add((node.Shape.LongLength, lastReader.TryGetValue(node.Name, out int last) ? last : at));
            long first = 0, second = 0;
            foreach (var (length, _) in live)
                (first, second) = length > first ? (length, first) : (first, Math.Max(second, length));
            most = Math.Max(most, first + second);
        }

        return most;
    }

    /// <summary>The sum of all tensors but the network's inputs and constants, in elements.</summary>
    /// <param name="graph">The graph.</param>
    public static long AllTensors(NetworkGraph graph) => graph.Nodes.Where(n => n.Layer is not (Input or Constant)).Sum(n => n.Shape.LongLength);
}

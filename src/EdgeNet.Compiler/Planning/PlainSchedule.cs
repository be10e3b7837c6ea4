using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Compiler.Planning;

/// <summary>A graph computed node by node, every output a buffer of its own while anyone reads it: what a plan's memory is held against.</summary>
internal static class PlainSchedule
{
    /// <summary>Of the two largest tensors that live together, the part that a plan should need at most.</summary>
    private const double EnoughOfPlain = 0.75;

    /// <summary>A workspace that the smallest level-1 caches hold needs no lowering.</summary>
    private const int SmallEnough = 8 * 1024;

    /// <summary>Elements of workspace below which more time is not spent to need fewer.</summary>
    /// <param name="graph">The graph.</param>
    public static int Enough(NetworkGraph graph) => (int)Math.Min(int.MaxValue, Math.Max(SmallEnough, EnoughOfPlain * TwoLargest(graph)));

    /// <summary>The largest sum of two tensors that live at the same time, in elements; the network's inputs lie with the caller.</summary>
    /// <param name="graph">The graph.</param>
    public static long TwoLargest(NetworkGraph graph)
    {
        IReadOnlyList<Node> nodes = graph.Nodes;
        int[] last = [.. nodes.Select((node, at) => graph.Outputs.Contains(node.Name) ? nodes.Count : LastReader(graph, node, at))];
        return Enumerable.Range(0, nodes.Count).Max(at => Enumerable.Range(0, at + 1)
            .Where(i => last[i] >= at && nodes[i].Layer is not (Input or Constant))
            .Select(i => nodes[i].Shape.LongLength).OrderByDescending(length => length).Take(2).Sum());
    }

    /// <summary>The sum of all tensors but the network's inputs and constants, in elements.</summary>
    /// <param name="graph">The graph.</param>
    public static long AllTensors(NetworkGraph graph) => graph.Nodes.Where(n => n.Layer is not (Input or Constant)).Sum(n => n.Shape.LongLength);

    private static int LastReader(NetworkGraph graph, Node node, int at)
    {
        int last = at;
        for (int i = at + 1; i < graph.Nodes.Count; i++)
            if (graph.Nodes[i].Inputs.Contains(node.Name)) last = i;
        return last;
    }
}

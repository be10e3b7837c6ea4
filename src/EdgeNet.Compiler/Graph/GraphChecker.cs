namespace EdgeNet.Compiler.Graph;

/// <summary>What holds of every graph, checked after each stage that makes one: a failure is a fault of the compiler, not of its user.</summary>
public static class GraphChecker
{
    /// <summary>Checks names, order and shapes.</summary>
    /// <param name="graph">The graph.</param>
    /// <exception cref="InvalidOperationException">The graph is broken.</exception>
    public static void Check(NetworkGraph graph)
    {
        var shapes = new Dictionary<string, TensorShape>(StringComparer.Ordinal);
        foreach (Node node in graph.Nodes)
        {
            foreach (string input in node.Inputs)
                Require(shapes.ContainsKey(input), $"'{node.Name}' takes '{input}', which does not stand above it");
            Require(!shapes.ContainsKey(node.Name), $"'{node.Name}' stands twice");
            TensorShape inferred = node.Layer.InferShape([.. node.Inputs.Select(i => shapes[i])]);
            Require(inferred == node.Shape, $"'{node.Name}' says {node.Shape}, but its layer gives {inferred}");
            Require(node.Shape.Dimensions.All(d => d >= 1), $"'{node.Name}' has the empty shape {node.Shape}");
            shapes.Add(node.Name, node.Shape);
        }

        Require(graph.Outputs.Count > 0 && graph.Outputs.All(shapes.ContainsKey), "an output is not in the graph");
    }

    private static void Require(bool condition, string message)
    {
        if (!condition) throw new InvalidOperationException("Broken graph: " + message + ".");
    }
}

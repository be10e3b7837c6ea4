using EdgeNet.Compiler.Graph;
using EdgeNet.Description;
using static EdgeNet.Compiler.Tests.Emit.Networks;

namespace EdgeNet.Compiler.Tests.Emit;

/// <summary>
/// Random small graphs: layers of every kind on tensors of every rank, branches that later layers join, tensors with several readers,
/// and several outputs. The same seed gives the same graph.
/// </summary>
internal static class RandomGraphs
{
    private const int MaxElements = 6_000;

    public static NetworkDescription Create(int seed)
    {
        var random = new Random(1000 + seed);
        int[] shape = (seed % 6) switch
        {
            0 => [random.Next(1, 40)],
            1 => [random.Next(1, 24), random.Next(1, 40)],
            2 => [random.Next(1, 6), random.Next(1, 5), random.Next(1, 6), random.Next(1, 9)],
            3 => [random.Next(1, 4), random.Next(1, 4), random.Next(1, 4), random.Next(1, 4), random.Next(1, 4)],
            _ => [random.Next(1, 33), random.Next(1, 9), random.Next(1, 12)],
        };
        var layers = new List<LayerDescription>();
        int wanted = random.Next(3, 10);
        for (int tries = 0; tries < 80 && layers.Count < wanted; tries++)
        {
            Node[] tensors = [.. GraphBuilder.Build(Network(seed, shape, layers, []), out _)?.Nodes ?? []];
            // Nothing builds yet: the input is all there is.
            Dictionary<string, TensorShape> shapes = tensors.Length == 0 ? new() { ["input"] = new(shape) } : tensors.ToDictionary(n => n.Name, n => n.Shape);
            string source = random.Next(3) > 0 ? shapes.Keys.Last() : shapes.Keys.ElementAt(random.Next(shapes.Count));
            LayerDescription[] next = RandomTensorLayers.Create(random, shapes, source, FormattableString.Invariant($"n{layers.Count}"));
            if (Builds(seed, shape, [.. layers, .. next])) layers.AddRange(next);
        }

        if (layers.Count == 0) layers.Add(new("Softmax", A("name", "n0")));
        string[] names = [.. layers.Select(l => l.Arguments.Single(a => a.Name == "name").Value.Texts[0])];
        string[] outputs = random.Next(3) > 0 ? [] : [.. new[] { names[^1], names[random.Next(names.Length)] }.Distinct()];
        return Network(seed, shape, layers, outputs);
    }

    private static NetworkDescription Network(int seed, int[] shape, List<LayerDescription> layers, string[] outputs) =>
        new(FormattableString.Invariant($"Graph{seed}"), new[] { new InputDescription("input", shape) }, new(layers), Unroll.Auto, outputs);

    private static bool Builds(int seed, int[] shape, List<LayerDescription> layers) =>
        GraphBuilder.Build(Network(seed, shape, layers, []), out _) is { } graph && graph.MultiplyAdds < 500_000
        && graph.Nodes.All(n => n.Shape.LongLength <= MaxElements);
}

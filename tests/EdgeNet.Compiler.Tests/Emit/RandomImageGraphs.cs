using EdgeNet.Compiler.Graph;
using EdgeNet.Description;
using static EdgeNet.Compiler.Tests.Emit.Networks;

namespace EdgeNet.Compiler.Tests.Emit;

/// <summary>
/// Random networks of images as real ones are: convolutions with strides and padding, depthwise ones, poolings, activations, and residual
/// sums. The same seed gives the same network.
/// </summary>
internal static class RandomImageGraphs
{
    private static readonly int[] Channels = [4, 8, 16, 17, 32];

    public static NetworkDescription Create(int seed)
    {
        var random = new Random(5000 + seed);
        int[] shape = [random.Next(1, 5), random.Next(12, 41), random.Next(6, 25)];
        var layers = new List<LayerDescription>();
        int wanted = random.Next(3, 9);
        for (int tries = 0; tries < 60 && layers.Count < wanted; tries++)
        {
            TensorShape at = layers.Count == 0 ? new(shape) : GraphBuilder.Build(Network(seed, shape, layers), out _)!.OutputShape;
            LayerDescription[] next = Next(random, at, FormattableString.Invariant($"n{layers.Count}"), layers.Count == 0 ? "input" : Name(layers[^1]));
            if (GraphBuilder.Build(Network(seed, shape, [.. layers, .. next]), out _) is { } graph && graph.MultiplyAdds < 3_000_000) layers.AddRange(next);
        }

        return Network(seed, shape, layers);
    }

    private static LayerDescription[] Next(Random random, TensorShape shape, string name, string above)
    {
        string activation = RandomNetworks.Pick(random, RandomNetworks.Functions);
        int kernel = random.Next(1, 4), padding = random.Next(0, (kernel / 2) + 1), channels = Channels[random.Next(Channels.Length)];
        LayerDescription Conv(string id, string from, int filters, int size, int stride, int pad, string function) => new("Conv2D", A("filters", filters), A("kernel", size),
            A("stride", stride), A("padding", pad), A("activation", function), A("name", id), A("from", from));
        switch (random.Next(8))
        {
            case 0: return [new("DepthwiseConv2D", A("kernel", 3), A("stride", random.Next(1, 3)), A("padding", random.Next(2)), A("activation", activation), A("name", name))];
            case 1: return [new("MaxPool2D", A("kernel", random.Next(2, 4)), A("stride", random.Next(1, 3)), A("padding", random.Next(2)), A("ceil", random.Next(2) == 0), A("name", name))];
            case 2: return [new("AvgPool2D", A("kernel", 3), A("stride", random.Next(1, 3)), A("padding", random.Next(2)), A("countIncludePad", random.Next(2) == 0), A("name", name))];
            case 3: return [new("Activation", A("function", "Sigmoid"), A("name", name))];
            case 4:
                return [Conv(name + "a", above, channels, 3, 1, 1, "ReLU"), Conv(name + "b", name + "a", shape.Channels, 3, 1, 1, "None"),
                    new("Add", A("inputs", new[] { name + "b", above }), A("activation", activation), A("name", name))];
            case 5:
                return [Conv(name + "a", above, channels, 3, 2, 1, "ReLU"), Conv(name + "b", name + "a", channels, 3, 1, 1, "None"), Conv(name + "s", above, channels, 1, 2, 0, "None"),
                    new("Add", A("inputs", new[] { name + "b", name + "s" }), A("activation", activation), A("name", name))];
            default: return [Conv(name, above, channels, kernel, random.Next(3) == 0 ? 2 : 1, padding, activation)];
        }
    }

    private static string Name(LayerDescription layer) => layer.Arguments.Single(a => a.Name == "name").Value.Texts[0];

    private static NetworkDescription Network(int seed, int[] shape, List<LayerDescription> layers) =>
        new(FormattableString.Invariant($"Image{seed}"), shape, [.. layers]);
}

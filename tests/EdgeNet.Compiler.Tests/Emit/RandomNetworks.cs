using EdgeNet.Compiler.Graph;
using EdgeNet.Description;
using static EdgeNet.Compiler.Tests.Emit.Networks;

namespace EdgeNet.Compiler.Tests.Emit;

/// <summary>Random small networks of every layer kind with every argument; the same seed gives the same network.</summary>
internal static class RandomNetworks
{
    internal static readonly string[] Functions = ["None", "ReLU", "LeakyReLU", "Tanh", "Sigmoid"];

    public static NetworkDescription Create(int seed)
    {
        var random = new Random(seed);
        int[] shape = [random.Next(1, 9), random.Next(1, 25), random.Next(1, 41)];
        if (seed % 7 == 0) shape = [random.Next(1, 4), random.Next(1, 9), random.Next(1, 3)];
        if (seed % 5 == 0) shape = [random.Next(8, 40), random.Next(3, 9), random.Next(3, 9)];
        if (seed % 4 == 1) shape = [random.Next(1, 24), random.Next(1, 100)];
        if (seed % 4 == 3) shape = [random.Next(1, 9), random.Next(1, 8), random.Next(1, 11), random.Next(1, 18)];
        var layers = new List<LayerDescription>();
        int wanted = random.Next(1, 6);
        for (int tries = 0; tries < 60 && layers.Count < wanted; tries++)
        {
            LayerDescription layer = RandomWindowLayers.Create(random, Shape(seed, shape, layers));
            if (Builds(seed, shape, [.. layers, layer])) layers.Add(layer);
        }

        if (random.Next(3) > 0)
        {
            layers.Add(new("Flatten"));
            for (int dense = random.Next(0, 3); dense > 0; dense--)
            {
                layers.Add(new("Dense", A("units", random.Next(1, 70)), A("bias", random.Next(4) > 0), A("activation", Pick(random, Functions))));
                if (random.Next(4) == 0) layers.Add(new("Dropout", A("rate", 0.25)));
            }
        }

        if (layers.Count == 0 || random.Next(3) == 0) layers.Add(new("Softmax"));
        return Network(seed, shape, layers);
    }

    internal static string Pick(Random random, string[] texts) => texts[random.Next(texts.Length)];

    private static NetworkDescription Network(int seed, int[] shape, List<LayerDescription> layers) =>
        new(FormattableString.Invariant($"Random{seed}"), shape, [.. layers]);

    private static bool Builds(int seed, int[] shape, List<LayerDescription> layers) =>
        GraphBuilder.Build(Network(seed, shape, layers), out _) is { } graph && graph.MultiplyAdds < 3_000_000;

    private static TensorShape Shape(int seed, int[] shape, List<LayerDescription> layers) =>
        layers.Count == 0 ? new(shape) : GraphBuilder.Build(Network(seed, shape, layers), out _)!.OutputShape;
}

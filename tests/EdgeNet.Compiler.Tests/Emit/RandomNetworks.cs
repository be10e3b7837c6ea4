using EdgeNet.Compiler.Graph;
using EdgeNet.Description;
using static EdgeNet.Compiler.Tests.Emit.Networks;

namespace EdgeNet.Compiler.Tests.Emit;

/// <summary>Random small networks of every layer kind with every argument; the same seed gives the same network.</summary>
internal static class RandomNetworks
{
    private static readonly string[][] KernelAxes =
        [["kernelLength"], ["kernelHeight", "kernelWidth"], ["kernelDepth", "kernelHeight", "kernelWidth"]];

    private static readonly string[] Functions = ["None", "ReLU", "LeakyReLU", "Tanh", "Sigmoid"];

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
            LayerDescription layer = RandomWindowLayer(random, Shape(seed, shape, layers));
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

    private static LayerDescription RandomWindowLayer(Random random, TensorShape shape)
    {
        int rank = shape.Rank - 1, channels = shape.Channels;
        string Kind(string name) => FormattableString.Invariant($"{name}{rank}D");
        int Size(int most) => random.Next(1, most + 1);
        int[] Sizes(int count, int least, int most) => [.. Enumerable.Range(0, count).Select(_ => random.Next(least, most + 1))];
        var window = new List<LayerArgument>();
        if (random.Next(2) == 0) window.Add(A("kernel", Size(rank == 3 ? 3 : 5)));
        else window.AddRange(KernelAxes[rank - 1].Select(axis => A(axis, Size(axis == "kernelWidth" ? 5 : axis == "kernelLength" ? 9 : 4))));
        if (random.Next(3) == 0) window.Add(A("stride", Size(3)));
        else if (random.Next(4) == 0) window.Add(A("strides", Sizes(rank, 1, 3)));
        if (random.Next(4) == 0) window.Add(A("dilation", Size(2)));
        else if (random.Next(6) == 0) window.Add(A("dilations", Sizes(rank, 1, 3)));
        bool conv = random.Next(5) < 2;
        if (random.Next(3) == 0) window.Add(A("padding", random.Next(conv ? 4 : 2)));
        else if (random.Next(3) == 0) window.Add(A("pads", Sizes(2 * rank, 0, conv ? 3 : 1)));
        if (!conv && random.Next(3) == 0) window.Add(A("ceil", true));
        switch (random.Next(12))
        {
            case 0: return new("Activation", A("function", Pick(random, Functions)), A("alpha", random.Next(3) - 0.75));
            case 1: return new("Softmax");
            case 2: return new("Dropout");
            case 3 or 4: return new(Kind("MaxPool"), A("kernel", Size(3)));
            case 5: return new(Kind("MaxPool"), [.. window]);
            case 6: return new(Kind("AvgPool"), [.. window, A("countIncludePad", random.Next(2) == 0)]);
            default:
                int groups = random.Next(3) > 0 ? 1 : random.Next(2) == 0 ? channels : channels % 2 == 0 ? 2 : 1;
                int filters = groups * Size(groups == 1 ? 40 : 12);
                return new(Kind("Conv"),
                    [A("filters", filters), .. window.Where(a => a.Name != "ceil"), A("groups", groups), A("bias", random.Next(4) > 0), A("activation", Pick(random, Functions))]);
        }
    }

    private static string Pick(Random random, string[] texts) => texts[random.Next(texts.Length)];

    private static NetworkDescription Network(int seed, int[] shape, List<LayerDescription> layers) =>
        new(FormattableString.Invariant($"Random{seed}"), shape, [.. layers]);

    private static bool Builds(int seed, int[] shape, List<LayerDescription> layers) =>
        GraphBuilder.Build(Network(seed, shape, layers), out _) is { } graph && graph.MultiplyAdds < 3_000_000;

    private static TensorShape Shape(int seed, int[] shape, List<LayerDescription> layers) =>
        layers.Count == 0 ? new(shape) : GraphBuilder.Build(Network(seed, shape, layers), out _)!.OutputShape;
}

using EdgeNet.Compiler.Graph;
using EdgeNet.Description;
using static EdgeNet.Compiler.Tests.Emit.Networks;

namespace EdgeNet.Compiler.Tests.Emit;

/// <summary>Random convolutions, poolings and what stands between them, with every argument; what does not fit is left to the caller to drop.</summary>
internal static class RandomWindowLayers
{
    private static readonly string[][] KernelAxes =
        [["kernelLength"], ["kernelHeight", "kernelWidth"], ["kernelDepth", "kernelHeight", "kernelWidth"]];

    /// <summary>A layer for an input of 2 to 4 axes.</summary>
    public static LayerDescription Create(Random random, TensorShape shape)
    {
        int rank = shape.Rank - 1, channels = shape.Channels;
        string Kind(string name) => FormattableString.Invariant($"{name}{rank}D");
        int Size(int most) => random.Next(1, most + 1);
        switch (random.Next(22))
        {
            case 0: return new("Activation", A("function", RandomNetworks.Pick(random, RandomNetworks.Functions)), A("alpha", random.Next(3) - 0.75));
            case 1: return new("Softmax");
            case 2: return new("Dropout");
            case 3 or 4: return new(Kind("MaxPool"), A("kernel", Size(3)));
            case 5: return new(Kind("MaxPool"), Pooled(random, rank));
            case 6: return new(Kind("AvgPool"), [.. Pooled(random, rank), A("countIncludePad", random.Next(2) == 0)]);
            case 7: return new(Kind("LpPool"), [.. Pooled(random, rank), A("p", random.Next(1, 5))]);
            case 8: return new(random.Next(2) == 0 ? "GlobalAvgPool" : "GlobalMaxPool");
            case 9: return new("BatchNorm", A("epsilon", random.Next(2) == 0 ? 1e-5 : 0.1));
            case 10 or 11:
                int parts = random.Next(3) > 0 ? 1 : random.Next(2) == 0 ? channels : channels % 2 == 0 ? 2 : 1;
                return new(Kind("ConvTranspose"), [A("filters", parts * Size(parts == 1 ? 40 : 3)), .. Window(random, rank, 2), A("groups", parts),
                    A("bias", random.Next(4) > 0), A("outputPadding", random.Next(2)), A("activation", RandomNetworks.Pick(random, RandomNetworks.Functions))]);
            default:
                int groups = random.Next(3) > 0 ? 1 : random.Next(2) == 0 ? channels : channels % 2 == 0 ? 2 : 1;
                int filters = groups * Size(groups == 1 ? 40 : 12);
                return new(Kind("Conv"), [A("filters", filters), .. Window(random, rank, 3), A("groups", groups), A("bias", random.Next(4) > 0),
                    A("activation", RandomNetworks.Pick(random, RandomNetworks.Functions))]);
        }
    }

    private static LayerArgument[] Pooled(Random random, int rank) =>
        random.Next(3) > 0 ? Window(random, rank, 1) : [.. Window(random, rank, 1), A("ceil", true)];

    private static LayerArgument[] Window(Random random, int rank, int padding)
    {
        int Size(int most) => random.Next(1, most + 1);
        int[] Sizes(int count, int least, int most) => [.. Enumerable.Range(0, count).Select(_ => random.Next(least, most + 1))];
        var window = new List<LayerArgument>();
        if (random.Next(2) == 0) window.Add(A("kernel", Size(rank == 3 ? 3 : 5)));
        else window.AddRange(KernelAxes[rank - 1].Select(axis => A(axis, Size(axis == "kernelWidth" ? 5 : axis == "kernelLength" ? 9 : 4))));
        if (random.Next(3) == 0) window.Add(A("stride", Size(3)));
        else if (random.Next(4) == 0) window.Add(A("strides", Sizes(rank, 1, 3)));
        if (random.Next(4) == 0) window.Add(A("dilation", Size(2)));
        else if (random.Next(6) == 0) window.Add(A("dilations", Sizes(rank, 1, 3)));
        if (random.Next(3) == 0) window.Add(A("padding", random.Next(padding + 1)));
        else if (random.Next(3) == 0) window.Add(A("pads", Sizes(2 * rank, 0, padding)));
        return [.. window];
    }
}

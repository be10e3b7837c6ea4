using EdgeNet.Description;

namespace EdgeNet.Benchmarks.Costs;

/// <summary>A convolution whose cost is measured.</summary>
/// <param name="Channels">Input channels.</param>
/// <param name="Filters">Output channels.</param>
/// <param name="Kernel">Taps on each axis.</param>
/// <param name="Size">The input's size on each axis.</param>
internal sealed record CostCase(int Channels, int Filters, int Kernel, params int[] Size)
{
    /// <summary>Series, images and volumes, of few and of many channels, small and large.</summary>
    public static IReadOnlyList<CostCase> All { get; } =
    [
        new(16, 16, 3, 32, 32), new(32, 32, 3, 16, 16), new(64, 64, 3, 8, 8), new(8, 8, 3, 48, 48), new(16, 32, 3, 15, 15), new(128, 128, 3, 4, 4),
        new(64, 64, 3, 56, 56), new(128, 128, 3, 28, 28), new(256, 256, 3, 14, 14), new(512, 512, 3, 7, 7), new(192, 384, 3, 13, 13),
        new(6, 16, 5, 14, 14), new(16, 32, 5, 14, 14), new(64, 64, 5, 27, 27),
        new(32, 64, 5, 64), new(64, 128, 3, 32), new(16, 16, 7, 128), new(16, 16, 3, 500),
        new(16, 16, 3, 8, 12, 12), new(32, 32, 3, 12, 14, 14),
        new(1, 6, 5, 28, 28), new(1, 6, 5, 28, 28) { IsPooled = true }, new(1, 4, 3, 28, 28), new(1, 8, 3, 40, 40) { IsPooled = true }, new(3, 3, 3, 48, 48), new(2, 12, 5, 40, 30), new(1, 3, 3, 15, 13),
        new(1, 64, 10, 49, 10) { Stride = 2 }, new(3, 64, 7, 112, 112) { Stride = 2 }, new(3, 64, 11, 111, 111) { Stride = 4 }, new(3, 32, 5, 64, 64) { Stride = 2 }, new(3, 16, 3, 48, 48) { Stride = 2 },
        new(16, 32, 5, 32, 32) { Stride = 2 }, new(64, 64, 5, 16, 16) { Stride = 2 }, new(16, 32, 3, 32, 32) { Stride = 2 }, new(64, 128, 3, 28, 28) { Stride = 2 }, new(8, 16, 7, 48, 48) { Stride = 3 },
    ];

    /// <summary>Whether pairs of rows and columns are pooled.</summary>
    public bool IsPooled { get; init; }

    /// <summary>The stride of each axis.</summary>
    public int Stride { get; init; } = 1;

    /// <summary>The convolution in a few words.</summary>
    public string Description =>
        FormattableString.Invariant($"{Channels} → {Filters}, {Kernel}, {string.Join("×", Size)}{(Stride > 1 ? $", stride {Stride}" : "")}{(IsPooled ? ", pooled" : "")}");

    /// <summary>The name of the network.</summary>
    public string Name => FormattableString.Invariant($"C{Channels}F{Filters}K{Kernel}S{string.Join("x", Size)}{(IsPooled ? "P" : "")}{(Stride > 1 ? $"T{Stride}" : "")}");

    /// <summary>The convolution between one that brings its channels together and a pooling; or these alone.</summary>
    /// <param name="name">The network's name.</param>
    /// <param name="alone">Whether the convolution is left out.</param>
    public NetworkDescription Network(string name, bool alone)
    {
        string rank = FormattableString.Invariant($"{Size.Length}D");
        static LayerArgument Argument(string name, int value) => new(name, value);
        LayerDescription Conv(int filters, int kernel, int stride) =>
            new("Conv" + rank, Argument("filters", filters), Argument("kernel", kernel), Argument("padding", kernel / 2), Argument("stride", stride));
        var pool = new LayerDescription("GlobalAvgPool");
        LayerDescription[] pairs = IsPooled ? [new("MaxPool" + rank, Argument("kernel", 2))] : [];
        LayerDescription[] layers = alone ? [Conv(Channels, 1, 1), pool] : [Conv(Channels, 1, 1), Conv(Filters, Kernel, Stride), .. pairs, pool];
        return new(name, [1, .. Size], layers);
    }
}

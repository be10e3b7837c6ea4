using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Compiler.Planning;

/// <summary>
/// Chooses by estimated cycles of a core that starts two multiply-adds and two loads a cycle with a latency of four, as the
/// cores since Haswell, Zen and Cortex-A76 do. Only ratios matter.
/// </summary>
internal static class CostModel
{
    internal const double FmasPerCycle = 2;
    internal const double LoadsPerCycle = 2;
    internal const double FmaLatency = 4;

    /// <summary>Cycles that copying an element into padding or phases was measured to take (MobileNetV1 with 256 bits).</summary>
    private const double CopyCycles = 0.6;

    /// <summary>Images of more pixels have tiles within rows: tiles over the ends of rows are a method each.</summary>
    private const int MaxPixelsOverRows = 16;

    /// <summary>Less of a gain than this is not worth those methods.</summary>
    private const double WorthOverRows = 0.95;

    /// <summary>Of a Cortex-A53, which waits the most for them; others start three or four.</summary>
    internal const double ArmInstructionsPerCycle = 2;

    /// <summary>Longer kernel rows than this would be straight-line code with lanes over strided columns.</summary>
    private const int MaxStridedKernelWidth = 32;

    /// <summary>Whether a convolution is cheaper vectorized over output width than with output channels.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="node">The convolution's node.</param>
    /// <param name="conv">The convolution.</param>
    /// <param name="isChannelsLast">Whether its input lies channels last.</param>
    public static bool PrefersOutputWidth(NetworkGraph graph, Node node, Conv conv, bool isChannelsLast)
    {
        TensorShape input = graph.InputShapes(node)[0];
        Window window = Volume.Of(conv.Window);
        Window pool = Volume.Of(conv.Pool ?? Volume.Unpooled);
        var (_, depth, height, width) = Volume.Of(conv.InferShape([input]));
        if (window.Stride[2] * pool.Stride[2] > 1 && window.Kernel[2] > MaxStridedKernelWidth) return false;

        double rows = (double)depth * height * conv.Filters * window.Taps * (input.Channels / conv.Groups) * pool.Taps;
        double channelLanes = 0, widthLanes = 0;
        // A reader with lanes over channels takes a padded input channels last, which this convolution can write so.
        bool readerTurns = graph.Consumers(node).Any(c => c.Layer is Conv { Window.HasPadding: true } reader && reader.Filters / reader.Groups >= VectorWidth.BlockLanes);
        // One that stays channels first copies it into a padded place; channels last it would have been written there.
        bool readerPads = graph.Consumers(node).Any(c => c.Layer is Conv { Window.HasPadding: true } or MaxPool { Window.HasPadding: true });
        foreach (VectorWidth vectors in VectorWidth.All)
        {
            int groupFilters = conv.Filters / conv.Groups;
            VectorWidth narrowed = vectors.For(groupFilters);
            double channelFill = (double)narrowed.Vectors(groupFilters) * vectors.Lanes / groupFilters;
            channelLanes += rows * width * channelFill * LoadBound(narrowed.Vectors(groupFilters));
            // A copy of an element costs as much as so many multiply-adds, at any width: what is wider copies no faster.
            double copied = CopyCycles * FmasPerCycle * vectors.Lanes, turned = 2.0 * vectors.Lanes;
            widthLanes += rows * vectors.Vectors(width) * vectors.Lanes + (isChannelsLast ? turned : copied) * input.LongLength;
            if (readerTurns) widthLanes += turned * node.Shape.LongLength;
            else if (readerPads) widthLanes += copied * node.Shape.LongLength;
        }

        return widthLanes < channelLanes;

        // With one vector of channels, each multiply-add needs an input element of its own.
        static double LoadBound(int channelVectors) => channelVectors == 1 ? 1.15 : 1;
    }

    /// <summary>The tile of a convolution vectorized over output channels.</summary>
    /// <param name="width">The vectors.</param>
    /// <param name="channelVectors">Vectors of output channels.</param>
    /// <param name="columns">Output columns, pooled where a pooling is fused.</param>
    /// <param name="rows">Output rows.</param>
    /// <param name="poolTaps">Convolved pixels of a pooled one.</param>
    /// <param name="taps">Taps of a pixel.</param>
    public static RegisterTile ChannelTile(VectorWidth width, int channelVectors, int columns, int rows, int poolTaps, int taps)
    {
        var (best, cost) = RowTile(width, channelVectors, columns, poolTaps, taps);
        if (rows == 1 || poolTaps > 1 || rows * columns > MaxPixelsOverRows) return best;
        var (over, overCost) = RowTile(width, channelVectors, rows * columns, poolTaps, taps);
        return overCost < cost * rows * WorthOverRows ? over with { OverRows = true } : best;
    }

    private static (RegisterTile Tile, double Cycles) RowTile(VectorWidth width, int channelVectors, int columns, int poolTaps, int taps)
    {
        var best = new RegisterTile(1, 1);
        double bestCost = double.MaxValue;
        for (int vectors = 1; vectors <= channelVectors && vectors <= 8; vectors++)
        {
            // A tile covers whole blocks of 16 channels or a power-of-two part of one.
            int lanes = vectors * width.Lanes;
            if (lanes % VectorWidth.BlockLanes != 0 && VectorWidth.BlockLanes % lanes != 0) continue;
            for (int pixels = 1; pixels <= columns && pixels <= 16; pixels++)
            {
                bool fits = width.IsForArm ? FitsStreaming(width, vectors, pixels * poolTaps) : Fits(width, vectors, pixels * poolTaps, shared: vectors);
                if (!fits && (vectors > 1 || pixels > 1)) continue;
                double cost = Tiled(channelVectors, vectors, v => Tiled(columns, pixels, p => Cycles(width, v, p * poolTaps, taps)));
                if (cost < bestCost * 0.999) (best, bestCost) = (new(vectors, pixels), cost);
            }
        }

        return (best, bestCost);
    }

    /// <summary>The tile of a convolution vectorized over output width.</summary>
    /// <param name="width">The vectors.</param>
    /// <param name="filters">Filters of a group.</param>
    /// <param name="columnVectors">Vectors of output columns.</param>
    /// <param name="poolTaps">Convolved pixels of a pooled one.</param>
    /// <param name="taps">Taps of a pixel.</param>
    public static RegisterTile WidthTile(VectorWidth width, int filters, int columnVectors, int poolTaps, int taps)
    {
        var best = new RegisterTile(1, 1);
        double bestCost = double.MaxValue;
        for (int tileFilters = 1; tileFilters <= filters && tileFilters <= 16; tileFilters++)
        {
            for (int vectors = 1; vectors <= columnVectors && vectors <= 8; vectors++)
            {
                int columns = vectors * poolTaps;
                if (!Fits(width, tileFilters, columns, shared: columns) && (tileFilters > 1 || vectors > 1)) continue;
                double cost = Tiled(filters, tileFilters, f => Tiled(columnVectors, vectors, v => Cycles(width, v * poolTaps, f, taps)));
                if (cost < bestCost * 0.999) (best, bestCost) = (new(tileFilters, vectors), cost);
            }
        }

        return best;
    }

    /// <summary>The tile of a dense layer: vectors of outputs, and partial sums of each that hide the latency.</summary>
    /// <param name="width">The vectors.</param>
    /// <param name="outputVectors">Vectors of outputs.</param>
    /// <param name="features">Inputs.</param>
    public static (int Vectors, int PartialSums) DenseTile(VectorWidth width, int outputVectors, int features)
    {
        // A tile covers whole blocks of 16 outputs, so that tiles lie at equal distances in the packed weights.
        int perBlock = VectorWidth.BlockLanes / width.Lanes;
        int most = width.Registers * 3 / 4;
        int tiles = (outputVectors + most - 1) / most;
        int vectors = (outputVectors + tiles - 1) / tiles;
        if (tiles > 1) vectors = (vectors + perBlock - 1) / perBlock * perBlock;
        int latencyBound = (int)(FmaLatency * FmasPerCycle);
        int sums = vectors >= latencyBound ? 1 : Math.Min(most / vectors, (latencyBound + vectors - 1) / vectors);
        return (vectors, Math.Max(1, Math.Min(sums, features)));
    }

    private static bool Fits(VectorWidth width, int rows, int columns, int shared) => rows * columns + shared + 1 <= width.Registers;

    /// <summary>Whether a tile fits whose taps hold the fewer of vectors and broadcast elements, and take the others one pair after the other.</summary>
    private static bool FitsStreaming(VectorWidth width, int vectors, int broadcasts) => vectors * broadcasts + Math.Min(vectors, broadcasts) + 2 <= width.Registers;

    /// <summary>The cost of a length in tiles and a remaining, smaller tile.</summary>
    private static double Tiled(int length, int tile, Func<int, double> cost) =>
        length / tile * cost(tile) + (length % tile == 0 ? 0 : cost(length % tile));

    private static double Cycles(VectorWidth width, int vectors, int broadcasts, int taps)
    {
        int fmas = vectors * broadcasts;
        // On AArch64 two vectors are loaded by an instruction, and an element is broadcast by two.
        double perTap = width.IsForArm
            ? Math.Max(FmaLatency, (fmas + vectors / 2.0 + broadcasts * 2) / ArmInstructionsPerCycle)
            : Math.Max(FmaLatency, Math.Max(fmas / FmasPerCycle, (vectors + broadcasts) / LoadsPerCycle));
        // Start, pooling, activation and store of the accumulators, and the loops around them.
        return perTap * taps + fmas * 2 + 8;
    }
}

using EdgeNet.Compiler.Graph;

namespace EdgeNet.Compiler.Planning;

/// <summary>
/// Chooses the tiles of depthwise convolutions by estimated cycles. More pixels hide the latency of multiply-adds, and rows have input in common where
/// their windows overlap; but what does not fit the registers any more costs loads. The constants were fitted to kernels of 3×3 to 7×7 taps at
/// strides 1 and 2 with 8 to 256 channels, on Zen 3 with 256 bits; no command repeats that.
/// </summary>
internal static class DepthwiseCost
{
    /// <summary>More accumulators gain nothing, and no machine has registers for many more.</summary>
    private const int MaxPixels = 16;

    /// <summary>More rows only where they are no longer than a tile: what they share more would come from ever more places of the caches.</summary>
    private const int MaxRowsOfParts = 4;

    /// <summary>As many of them hide the latency even where their kernel rows are longer than the budget of straight-line code.</summary>
    private const int EnoughPixels = 8;

    /// <summary>How much of a pixel's chain of multiply-adds, over the pixels that are worked on at a time, is seen: other tiles hide the rest.</summary>
    private const double SeenLatency = 0.65;

    /// <summary>Cycles around a tile, around a row of them (loops, start and stores of the accumulators), and around a kernel row that is looped over.</summary>
    private const double TileCycles = 1, SweepCycles = 2, LoopCycles = 4;

    /// <summary>Cycles that a weight without a register costs in each kernel row.</summary>
    private const double SpillCycles = 1;

    /// <summary>Cycles that a line from the level-2 cache takes, when many do, and how much more it is for each input row of a tile.</summary>
    private const double LineCycles = 3, RowLineCycles = 0.15;

    private const int LineBytes = 64, Level1Bytes = 32 * 1024;

    /// <summary>Instructions around an AArch64 tile, and those of an accumulator: start, activation and store.</summary>
    private const int ArmTileInstructions = 4, ArmPixelInstructions = 3;

    /// <summary>More rows are more code, the last rows' included: they have to gain more than this.</summary>
    private const double WorthRows = 0.99;

    /// <summary>The tile of a depthwise convolution. What is left of its rows takes the tile of as many rows as they are.</summary>
    /// <param name="width">The vectors.</param>
    /// <param name="input">The input, with its border.</param>
    /// <param name="output">The output.</param>
    /// <param name="window">The window, over three axes.</param>
    public static DepthwiseTile Tile(VectorWidth width, TensorLayout input, TensorLayout output, Window window)
    {
        int height = output.Height;
        int most = Math.Min(height, MaxPixels);
        if (Shared(most, 1, window) == 0) most = 1;
        var best = new DepthwiseTile(1, 1);
        double bestCost = double.MaxValue;
        var sweeps = new double[most + 1];
        for (int rows = 1; rows <= most; rows++)
        {
            (DepthwiseTile tile, sweeps[rows]) = OfRows(width, rows, output.Width, window);
            if (rows > MaxRowsOfParts && tile.Columns < output.Width) break;
            var (stream, again) = Lines(width, input, output, window, rows);
            sweeps[rows] = Math.Max(sweeps[rows], stream);
            double cost = height / rows * sweeps[rows] + sweeps[height % rows] + again;
            if (cost < bestCost * WorthRows) (best, bestCost) = (tile, cost);
        }

        return best;
    }

    /// <summary>The tile of a number of rows.</summary>
    /// <param name="width">The vectors.</param>
    /// <param name="rows">The tile's rows.</param>
    /// <param name="columns">Output columns.</param>
    /// <param name="window">The window, over three axes.</param>
    public static (DepthwiseTile Tile, double Cycles) OfRows(VectorWidth width, int rows, int columns, Window window)
    {
        int best = 1;
        double bestCost = double.MaxValue;
        for (int pixels = 1; pixels <= columns && rows * pixels <= MaxPixels; pixels++)
        {
            if (rows * pixels > EnoughPixels && rows * pixels * window.Kernel[2] > width.FmaBudget) break;
            var tile = new DepthwiseTile(rows, pixels);
            bool held = HoldsWeights(width, tile, columns, window.Taps);
            double cost = columns / pixels * Cycles(width, tile, window, held) + (columns % pixels == 0 ? 0 : Cycles(width, new(rows, columns % pixels), window, held))
                + (held ? window.Taps / CostModel.LoadsPerCycle : 0);
            if (cost < bestCost * 0.999) (best, bestCost) = (pixels, cost);
        }

        return (new(rows, best), bestCost + SweepCycles);
    }

    /// <summary>Whether a row of several tiles loads the weights once: where they fit the registers beside the accumulators.</summary>
    /// <param name="width">The vectors.</param>
    /// <param name="tile">The tile.</param>
    /// <param name="columns">Output columns.</param>
    /// <param name="taps">Weights.</param>
    public static bool HoldsWeights(VectorWidth width, DepthwiseTile tile, int columns, int taps) =>
        tile.Columns < columns && taps + tile.Pixels + 2 <= width.Registers && taps * tile.Pixels <= width.FmaBudget;

    /// <summary>Whether the weights of a kernel row fit the registers beside the accumulators: where not, each multiply-add loads its weight.</summary>
    /// <param name="width">The vectors.</param>
    /// <param name="tile">The tile.</param>
    /// <param name="kernelWidth">Taps of a kernel row.</param>
    public static bool KeepsKernelRow(VectorWidth width, DepthwiseTile tile, int kernelWidth) => tile.Pixels + kernelWidth + 1 <= width.Registers;

    private static double Cycles(VectorWidth width, DepthwiseTile tile, Window window, bool held)
    {
        int taps = window.Taps, fmas = tile.Pixels * taps, kernelRows = window.Kernel[0] * window.Kernel[1];
        // Kernel rows that are looped over share no input.
        bool straight = fmas <= width.FmaBudget;
        double inputRows = tile.Rows * window.Kernel[1] - (straight ? Shared(tile.Rows, 1, window) : 0);
        double inputs = (tile.Columns * window.Kernel[2] - Shared(tile.Columns, 2, window)) * inputRows * window.Kernel[0];
        double loads = inputs, spilled = 0;
        if (!held)
        {
            int atOnce = window.Kernel[2] * (straight ? Meeting(tile.Rows, window) : 1);
            bool kept = KeepsKernelRow(width, tile, window.Kernel[2]);
            spilled = kept ? Math.Max(0, tile.Pixels + atOnce + 1 - width.Registers) : 0;
            loads += kept ? taps + fmas * spilled / atOnce : fmas;
        }

        if (width.IsForArm)
        {
            double instructions = fmas + loads + ArmPixelInstructions * tile.Pixels + ArmTileInstructions;
            return Math.Max(taps * CostModel.FmaLatency, instructions / CostModel.ArmInstructionsPerCycle);
        }

        // An input row is worked on by the pixels of the rows that it belongs to, a kernel row by all.
        double concurrent = straight ? tile.Pixels * window.Kernel[1] / inputRows : tile.Pixels;
        return Math.Max(fmas / CostModel.FmasPerCycle, loads / CostModel.LoadsPerCycle) + SeenLatency * taps * CostModel.FmaLatency / concurrent
            + SpillCycles * spilled * kernelRows + (straight ? 0 : LoopCycles * kernelRows) + TileCycles;
    }

    /// <summary>
    /// Cycles in which the lines of an input too large for the level-1 cache come, of one vector of channels: those of a row of tiles, while it computes,
    /// and in all those that come again, because a row of tiles goes along all channels before the next one does.
    /// </summary>
    private static (double Stream, double Again) Lines(VectorWidth width, TensorLayout input, TensorLayout output, Window window, int rows)
    {
        int sweeps = output.Height / rows, slices = window.Kernel[0], read = rows * window.Kernel[1] - Shared(rows, 1, window), next = Math.Min(read, rows * window.Stride[1]);
        double rowLines = (double)input.RowStride / input.Channels * width.Lanes * sizeof(float) / LineBytes;
        double Bytes(double inputs, double outputs) => (inputs * slices * input.RowStride + outputs * output.RowStride + (double)window.Taps * output.Channels) * sizeof(float);
        double stream = Bytes(input.Height, output.Height) > Level1Bytes ? next * slices * rowLines * (LineCycles + RowLineCycles * read) : 0;
        double again = Bytes(read, rows) > Level1Bytes ? (sweeps - 1) * (read - next) * slices * rowLines * LineCycles : 0;
        return (stream, again);
    }

    /// <summary>The taps of so many neighbouring outputs on an axis that read what another of them reads.</summary>
    private static int Shared(int outputs, int axis, Window window)
    {
        int stride = window.Stride[axis], dilation = window.Dilation[axis], common = CommonDivisor(stride, dilation);
        return Math.Max(0, outputs - dilation / common) * Math.Max(0, window.Kernel[axis] - stride / common);
    }

    /// <summary>The kernel rows that meet in an input row, at most.</summary>
    private static int Meeting(int rows, Window window)
    {
        int stride = window.Stride[1], dilation = window.Dilation[1], common = CommonDivisor(stride, dilation);
        int outputs = dilation / common, kernel = stride / common;
        return Math.Min((rows + outputs - 1) / outputs, (window.Kernel[1] + kernel - 1) / kernel);
    }

    private static int CommonDivisor(int a, int b)
    {
        while (b != 0) (a, b) = (b, a % b);
        return a;
    }
}

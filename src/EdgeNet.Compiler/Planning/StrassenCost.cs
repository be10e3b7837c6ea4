namespace EdgeNet.Compiler.Planning;

/// <summary>
/// Estimates the cycles of a 1×1 convolution by Strassen's algorithm, for 256-bit code, beside those of doing it directly. The constants come from the
/// measurements in StrassenCost.md, which the benchmarks' command "costs" repeats.
/// </summary>
internal static class StrassenCost
{
    /// <summary>Products of blocks, instead of 8.</summary>
    public const int Products = 7;

    private const double Lanes = 8;

    /// <summary>Filters of a tile's half: two vectors.</summary>
    private const double TileFilters = 16;

    /// <summary>Multiply-adds that start in a cycle.</summary>
    private const double FmasPerCycle = 2;

    /// <summary>Of the peak, what direct convolution reaches.</summary>
    private const double DirectShare = 0.99;

    /// <summary>Cycles of the four sums of a vector of inputs.</summary>
    private const double SumCycles = 5;

    /// <summary>Cycles of a register tile beside its products, where registers are left over for what is saved and added; else those of a larger one.</summary>
    private const double TileCycles = 14, LargeTileCycles = 60;

    /// <summary>Pixels of a tile that leaves registers over.</summary>
    private const int SmallTile = 4;

    /// <summary>Packed filters that the L1 cache holds, in elements; all of them are read for every two tiles of pixels.</summary>
    private const int L1Weights = 8 * 1024;

    private const double L1BytesPerCycle = 400;

    /// <summary>Pixels that a single one takes as long as: each of its multiply-adds needs a vector of filters.</summary>
    private const int OnePixel = 2;

    /// <summary>More packed filters than this, in elements, would not stay in the L2 cache: 114,688 gained 6 to 9 % alone, at the mercy of whoever shares the cache.</summary>
    private const int MaxWeights = 96 * 1024;

    /// <summary>Less than this is not worth the larger weights and the rounding.</summary>
    private const double WorthIt = 0.96;

    /// <summary>The cheapest way to part pixels into tiles, or null where doing them directly is cheaper.</summary>
    /// <param name="channels">Input channels.</param>
    /// <param name="filters">Output channels.</param>
    /// <param name="pixels">Pixels.</param>
    /// <param name="candidates">Pixels of a tile, and pixels of the rows that tiles are parts of.</param>
    /// <param name="choice">Whether it is to be done wherever it can be, or nowhere; null where the estimates decide.</param>
    public static (int TilePixels, int RowPixels)? Best(int channels, int filters, int pixels, IEnumerable<(int TilePixels, int RowPixels)> candidates, bool? choice = null)
    {
        if (choice == false) return null;
        (int, int)? best = null;
        double bestCost = choice == true ? double.MaxValue : WorthIt * Direct(channels, filters, pixels);
        bool isNear = Weights(channels, filters) <= MaxWeights || choice == true;
        foreach (var (tile, row) in candidates.Where(c => isNear && c.RowPixels >= 2 * c.TilePixels))
        {
            double cost = Cycles(channels, filters, pixels, tile, row);
            if (cost < bestCost) (best, bestCost) = ((tile, row), cost);
        }

        return best;
    }

    /// <summary>Estimated cycles of doing it directly.</summary>
    /// <param name="channels">Input channels.</param>
    /// <param name="filters">Output channels.</param>
    /// <param name="pixels">Pixels.</param>
    internal static double Direct(int channels, int filters, int pixels) =>
        (double)pixels * channels * filters / Lanes / FmasPerCycle / DirectShare + WinogradCost.WeightCycles((double)channels * filters);

    /// <summary>Estimated cycles by Strassen's algorithm.</summary>
    /// <param name="channels">Input channels.</param>
    /// <param name="filters">Output channels.</param>
    /// <param name="pixels">Pixels.</param>
    /// <param name="tilePixels">Pixels of a tile.</param>
    /// <param name="rowPixels">Pixels of the rows that tiles are parts of.</param>
    internal static double Cycles(int channels, int filters, int pixels, int tilePixels, int rowPixels)
    {
        double half = channels / 2.0, tiles = filters / 2 / TileFilters, weights = Weights(channels, filters);
        double tile = Products * half * tilePixels * TileFilters / Lanes / FmasPerCycle + (tilePixels > SmallTile ? LargeTileCycles : TileCycles);
        double fetched = weights <= L1Weights ? 0 : weights * sizeof(float) / L1BytesPerCycle;
        int pairs = pixels / rowPixels * (rowPixels / (2 * tilePixels)), rest = pixels - pairs * 2 * tilePixels;
        return pairs * (tiles * tile + tilePixels * half / Lanes * SumCycles + fetched)
            + Direct(channels, filters, rest == 1 ? OnePixel : rest) + WinogradCost.WeightCycles(weights);
    }

    private static double Weights(int channels, int filters) => filters / 2.0 * (channels / 2.0) * Products;
}

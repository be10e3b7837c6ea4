using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Compiler.Planning.Steps;
using EdgeNet.Compiler.Planning.Winograd;

namespace EdgeNet.Compiler.Planning;

/// <summary>
/// Chooses Winograd's tiles by estimated cycles of 256-bit code, beside those of direct convolution. The constants come from the
/// measurements in WinogradCost.md, which the benchmarks' command "costs" repeats.
/// </summary>
internal static class WinogradCost
{
    private const double Lanes = 8;

    /// <summary>Lanes of the narrowest vector.</summary>
    private const int NarrowestLanes = 4;

    /// <summary>Multiply-adds that a convolution vectorized over output channels starts in a cycle, of 2.</summary>
    private const double DirectFmasPerCycle = 1.8;

    /// <summary>Cycles beside the multiply-adds of a vector of sums: its start, its store and the loops around it.</summary>
    private const double SumCycles = 1.5;

    /// <summary>Cycles of a product in the transforms, a vector: loads, additions and stores.</summary>
    private const double TransformCycles = 1.5;

    /// <summary>What each product of a tile adds to that: the more there are, the fewer stay in registers.</summary>
    private const double SpillCycles = 0.08;

    /// <summary>Cycles of a vector of differences of columns, and of a vector of sums that is added to its neighbour's, with fast FIR filters.</summary>
    private const double DifferenceCycles = 1.2;

    /// <summary>Less than this is not worth the larger weights and the rounding.</summary>
    private const double WorthIt = 0.85;

    /// <summary>Multiply-adds that a convolution vectorized over output width starts in a cycle.</summary>
    private const double WidthFmasPerCycle = 1.95;

    /// <summary>Cycles of an input element that is copied into borders.</summary>
    private const double PaddedCycles = 0.3;

    /// <summary>Cycles of an input element that is copied and de-interleaved by stride.</summary>
    private const double DeinterleaveCycles = 0.85;

    /// <summary>Cycles of a product in the transform of a vector of columns; as many times more as there are phases to part.</summary>
    private const double WidthInputCycles = 1.9;

    /// <summary>Cycles of an addition in the transform of sums of columns to outputs.</summary>
    private const double WidthOutputCycles = 0.4;

    /// <summary>Cycles of an output vector of columns: bias, activation, store.</summary>
    private const double WidthStoreCycles = 1.5;

    /// <summary>Cycles beside the multiply-adds of a vector of sums of columns, which is stored and loaded.</summary>
    private const double WidthSumCycles = 0.4;

    /// <summary>The least cycles of such a vector.</summary>
    private const double MinWidthSumCycles = 2;

    /// <summary>Cycles of a row of tiles vectorized over output width, beside all work in vectors.</summary>
    private const double TileRowCycles = 60;

    /// <summary>Cycles of a register tile of some twelve vectors, beside all work in vectors.</summary>
    private const double RegisterTileCycles = 25;

    /// <summary>What the estimate of a tile of the most products is multiplied by: it must be worth its rounding errors.</summary>
    private const double MaxProductsFactor = 1.2;

    /// <summary>The most weights of fast FIR filters, in elements: with more than the L1 cache holds they are slower than estimated.</summary>
    private const int L1Weights = 8 * 1024;

    /// <summary>The weights that the L2 cache holds, in elements.</summary>
    private const int L2Weights = 96 * 1024;

    /// <summary>The weights that the last-level cache holds even beside those of other layers, in elements.</summary>
    private const int L3Weights = 512 * 1024;

    private const double L3BytesPerCycle = 64;

    private const double MemoryBytesPerCycle = 6;

    /// <summary>Products along an axis: all points but 0 and infinity come in pairs.</summary>
    private static readonly int[] Products = [4, 6, 8, WinogradTransform.MaxProducts];

    /// <summary>Taps of the filters that the most products were measured for.</summary>
    private const int TapsOfMostProducts = 5;

    /// <summary>The cheapest tile, or null where direct convolution is.</summary>
    /// <param name="input">The input.</param>
    /// <param name="window">The window, over three axes.</param>
    /// <param name="pool">The fused pooling, over three axes.</param>
    /// <param name="convolved">The output before pooling.</param>
    /// <param name="limits">The most rows of a tile's outputs, and what decides in place of the estimates.</param>
    /// <param name="mayStraddle">Whether a window of the pooling may reach over the border between two tiles of a column.</param>
    public static WinogradTile? Best(
        TensorLayout input, Window window, Window pool, Volume convolved, AlgorithmLimits limits, bool mayStraddle = false)
    {
        WinogradTile[] tiles = [.. Tiles(input, window, pool, convolved.Width, mayStraddle ? convolved.Height : 0)];
        if (limits.Options.WinogradTile is { } choose) return choose(tiles);
        WinogradTile? best = null;
        double bestCost = WorthIt * Direct(input.Channels, window, convolved);
        foreach (WinogradTile tile in tiles.Where(t => t.Vertical.Outputs <= limits.MaxTileRows && !(t.UsesFastFir && Weights(t, input.Channels, window.Kernel[0], convolved) > L1Weights)))
        {
            double cost = Rounded(tile) * Cycles(tile, input.Channels, window.Kernel[0], convolved);
            if (cost < bestCost) (best, bestCost) = (tile, cost);
        }

        return best;
    }

    /// <summary>The cheapest tile vectorized over output width, or null where direct convolution is.</summary>
    /// <param name="input">The input.</param>
    /// <param name="window">The window, over three axes.</param>
    /// <param name="pool">The fused pooling, over three axes.</param>
    /// <param name="output">The output.</param>
    /// <param name="limits">The most rows of a tile's outputs, and what decides in place of the estimates.</param>
    public static WinogradTile? BestOverWidth(TensorLayout input, Window window, Window pool, Volume output, AlgorithmLimits limits)
    {
        if (window.Kernel[1] == 1) return null;
        WinogradTile[] tiles = [.. Axis(window.Kernel[1], pool.Kernel[1]).Select(v => WinogradTile.OfColumns(v, window.Kernel[2]) with { IsOverWidth = true })];
        if (limits.Options.WinogradTile is { } choose) return choose(tiles);
        WinogradTile? best = null;
        double bestCost = WorthIt * DirectOverWidth(input.Volume, window, pool, output);
        foreach (WinogradTile tile in tiles.Where(t => t.Vertical.Outputs <= limits.MaxTileRows))
        {
            double cost = Rounded(tile) * CyclesOverWidth(tile, input.Volume, window, pool, output);
            if (cost < bestCost) (best, bestCost) = (tile, cost);
        }

        return best;
    }

    private static double Rounded(WinogradTile tile) =>
        Math.Max(tile.Vertical.Products, tile.Horizontal.Products) == WinogradTransform.MaxProducts ? MaxProductsFactor : 1;

    private static IEnumerable<WinogradTile> Tiles(TensorLayout input, Window window, Window pool, int columns, int straddledRows)
    {
        int phases = window.Stride[1];
        bool isStrided = phases > 1 || window.Stride[2] > 1;
        foreach (WinogradTransform vertical in Axis((window.Kernel[1] + phases - 1) / phases, pool.Kernel[1], straddledRows))
        {
            // Lanes run along rows then, in whatever order the elements lie.
            WinogradTile ofColumns = WinogradTile.OfColumns(vertical, window.Kernel[2]) with { RowStride = phases, ColumnStride = window.Stride[2] };
            int lanes = input.IsChannelsLast ? ofColumns.ColumnsRead(columns) * input.Channels : input.ColumnStride == 1 ? ofColumns.ColumnsRead(columns) : 0;
            if (vertical.Taps > 1 && ofColumns.IsVertical && lanes >= NarrowestLanes)
            {
                yield return ofColumns;
                if (ofColumns.ColumnStride == 1 && ofColumns.ColumnTaps > 1 && columns % 2 == 0 && (pool.Kernel[2] == 1 || pool.Kernel[2] % 2 == 0))
                    yield return ofColumns with { UsesFastFir = true };
            }

            if (isStrided || !input.IsChannelsLast || input.Channels < NarrowestLanes) continue;
            foreach (WinogradTransform horizontal in Axis(window.Kernel[2], pool.Kernel[2]))
            {
                // Errors of both axes multiply.
                if (vertical.Taps > 1 && horizontal.Taps > 1 && Math.Max(vertical.Products, horizontal.Products) > 6) continue;
                var tile = new WinogradTile(vertical, horizontal);
                if (tile.Products > tile.Outputs) yield return tile;
            }
        }
    }

    /// <summary>The rows of tiles that are computed together: enough tiles to use weights again that are streamed from memory.</summary>
    public static int RowsTogether(WinogradTile tile, int tileRows, int tileColumns, int slices, int weights, int maxTiles = 8)
    {
        int wanted = weights <= L2Weights ? maxTiles : weights <= 4 * L2Weights ? 16 : 64;
        int rows = Math.Min(tileRows, (wanted + tileColumns * slices - 1) / (tileColumns * slices));
        // Equal runs, where that takes little more.
        for (int more = rows; more <= rows * 2 && more <= tileRows; more++)
            if (tileRows % more == 0) return more;
        // Fewer at a time fetch the weights more often.
        for (int fewer = rows; fewer * 2 >= rows && weights <= L2Weights; fewer--)
            if (tileRows % fewer == 0) return fewer;
        return rows;
    }

    private static IEnumerable<WinogradTransform> Axis(int taps, int pool, int straddledRows = 0) => taps == 1 && pool == 1
        ? [new(1, 1)]
        : taps == 1 ? [new(pool, 1)]
        : Products.Where(n => n >= taps + 1 && (n < WinogradTransform.MaxProducts || taps == TapsOfMostProducts)
            && ((n - taps + 1) % pool == 0 || n - taps + 1 > pool && straddledRows > 0 && straddledRows % (n - taps + 1) == 0)).Select(n => new WinogradTransform(n - taps + 1, taps));

    /// <summary>Estimated cycles of a plan's convolutions.</summary>
    /// <param name="plan">The plan.</param>
    public static double Cycles(ExecutionPlan plan) =>
        plan.Graph.Nodes.Where(n => n.Layer is Conv).Sum(n => Direct(plan, n)) - Gains(plan).Sum(g => g.Gain);

    /// <summary>The estimated cycles that each convolution gains by Winograd's algorithm.</summary>
    /// <param name="plan">The plan.</param>
    public static IEnumerable<(string Name, double Gain)> Gains(ExecutionPlan plan)
    {
        foreach (Step step in plan.AllSteps.Where(s => s is IWinogradStep))
        {
            Node node = plan.Graph[step.Name];
            TensorShape input = plan.Graph.InputShapes(node)[0];
            if (step is ConvWinogradStep winograd)
                yield return (step.Name, Direct(plan, node) - Cycles(winograd.Tile, input.Channels, winograd.KernelDepth, Volume.Of(winograd.Layer.ConvolvedShape(input))));
            else if (step is ConvWinogradWidthStep width)
                yield return (step.Name, DirectOverWidth(Volume.Of(input), width.Window, width.Pool, Volume.Of(node.Shape)) - CyclesOverWidth(width.Tile, Volume.Of(input), width.Window, width.Pool, Volume.Of(node.Shape)));
        }
    }

    private static double Direct(ExecutionPlan plan, Node node)
    {
        var conv = (Conv)node.Layer;
        TensorShape input = plan.Graph.InputShapes(node)[0];
        return Direct(input.Channels / conv.Groups, Volume.Of(conv.Window), Volume.Of(conv.ConvolvedShape(input)));
    }

    /// <summary>Estimated cycles of direct convolution.</summary>
    internal static double Direct(int channels, Window window, Volume convolved) =>
        (double)convolved.Pixels * convolved.Channels / Lanes * window.Taps * channels / DirectFmasPerCycle
        + WeightCycles((double)convolved.Channels * window.Taps * channels);

    /// <summary>Cycles of reading weights once, beyond those that multiply-adds hide.</summary>
    internal static double WeightCycles(double weights) => weights <= L2Weights ? 0
        : weights * sizeof(float) / (weights <= L3Weights ? L3BytesPerCycle : MemoryBytesPerCycle);

    /// <summary>Estimated cycles by Winograd's algorithm.</summary>
    internal static double Cycles(WinogradTile tile, int channels, int kernelDepth, Volume convolved)
    {
        int rows = tile.Vertical.Tiles(convolved.Height), columns = tile.Horizontal.Tiles(convolved.Width);
        double tiles = (double)rows * columns, inputSlices = convolved.Depth + kernelDepth - 1, taps = tile.FilterWeights(channels, kernelDepth) / tile.Products;
        double transformed = inputSlices * rows * tile.RowStride * (tile.IsVertical ? tile.ColumnsRead(columns) : columns) * channels;
        double filters = Math.Ceiling(convolved.Channels / Lanes);
        double transforms = (transformed / Lanes + convolved.Depth * tiles * filters) * tile.Products
            * (TransformCycles + SpillCycles * tile.Products);
        if (tile.UsesFastFir) transforms += (transformed / Lanes + convolved.Depth * tiles * filters) * tile.Products * DifferenceCycles;
        // Of a pair, three parts are summed for two columns.
        double products = convolved.Depth * tiles / (tile.UsesFastFir ? 2 : 1) * tile.Products * filters * (taps / DirectFmasPerCycle + tile.Subfilters * SumCycles);
        double weights = Weights(tile, channels, kernelDepth, convolved);
        int together = RowsTogether(tile, rows, columns, convolved.Depth, (int)Math.Min(int.MaxValue, weights));
        double rounds = Math.Ceiling((double)rows / together);
        return transforms + products + WeightCycles(weights) * rounds;
    }

    private static double Weights(WinogradTile tile, int channels, int kernelDepth, Volume convolved) =>
        (double)convolved.Channels * tile.FilterWeights(channels, kernelDepth);

    /// <summary>Estimated cycles of direct convolution vectorized over output width, the copy of the input included.</summary>
    internal static double DirectOverWidth(Volume input, Window window, Window pool, Volume output)
    {
        double vectors = (double)output.Channels * output.Depth * output.Height * Math.Ceiling(output.Width / Lanes);
        return (pool.Stride[2] > 1 ? DeinterleaveCycles : PaddedCycles) * input.Length
            + vectors * (pool.Taps * (double)window.Taps * input.Channels / WidthFmasPerCycle + SumCycles);
    }

    /// <summary>Estimated cycles by Winograd's algorithm along columns vectorized over output width.</summary>
    internal static double CyclesOverWidth(WinogradTile tile, Volume input, Window window, Window pool, Volume output)
    {
        int n = tile.Products, m = tile.Vertical.Outputs, rows = tile.Vertical.Tiles(output.Height * pool.Kernel[1]), phases = pool.Kernel[2];
        double inputSlices = output.Depth * pool.Kernel[0] + window.Kernel[0] - 1, phaseColumns = output.Width + (window.Kernel[2] - 1.0) / phases;
        double padding = window.HasPadding ? PaddedCycles * input.Length : 0;
        double inputs = inputSlices * rows * input.Channels * phases * Math.Ceiling(phaseColumns / Lanes) * n * WidthInputCycles * phases;

        // Vectors that are pooled, of all filters, in a row of tiles.
        double vectors = (double)output.Channels * Math.Ceiling(output.Width / Lanes) * phases * output.Depth * pool.Kernel[0];
        double taps = (double)window.Kernel[0] * window.Kernel[2] * input.Channels;
        double sums = n * Math.Max(MinWidthSumCycles, taps / WidthFmasPerCycle + WidthSumCycles);
        double outputs = (n - 2) * (1 + m / 2.0) * WidthOutputCycles + (double)m / pool.Taps * WidthStoreCycles;
        return padding + inputs + rows * (TileRowCycles + Math.Ceiling(vectors / 12) * RegisterTileCycles + vectors * (sums + outputs));
    }
}

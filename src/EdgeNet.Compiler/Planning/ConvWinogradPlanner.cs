using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Compiler.Planning.Steps;
using EdgeNet.Compiler.Planning.Winograd;

namespace EdgeNet.Compiler.Planning;

/// <summary>Plans convolutions by Winograd's algorithm, where that is cheaper than direct convolution.</summary>
internal static class ConvWinogradPlanner
{
    /// <summary>Lanes of the narrowest vector.</summary>
    private const int MinChannels = 4;

    /// <summary>An image of as many times the rows that hang over its edge is large enough for bands.</summary>
    private const int WorthBands = 16;

    /// <summary>Of fewer tiles together, each would fetch all weights.</summary>
    private const int MinTiles = 2;

    /// <summary>The best tile, or null where a convolution is better done, or can only be done, directly.</summary>
    /// <param name="node">The convolution's node.</param>
    /// <param name="conv">The convolution.</param>
    /// <param name="input">Where its input lies.</param>
    /// <param name="limits">What Winograd's algorithm may take.</param>
    public static WinogradTile? Choose(Node node, Conv conv, TensorLayout input, AlgorithmLimits limits)
    {
        Window window = Volume.Of(conv.Window), pool = Volume.Of(conv.Pool ?? Volume.Unpooled);
        if (limits.IsDirect || conv.Groups != 1 || conv.Filters < MinChannels || limits.ForcedDirect.Contains(node.Name)) return null;
        if (window.Stride[0] != 1 || window.Dilation.Any(d => d != 1) || !pool.Stride.SequenceEqual(pool.Kernel)) return null;

        Volume output = Volume.Of(node.Shape);
        var convolved = output with { Depth = output.Depth * pool.Kernel[0], Height = output.Height * pool.Kernel[1], Width = output.Width * pool.Kernel[2] };
        return WinogradCost.Best(input, window, pool, convolved, limits, mayStraddle: !conv.HasResidual && FillsVectors(conv.Filters));
    }

    public static void Plan(PlanState state, Node node, Conv conv, WinogradTile tile)
    {
        Window window = Volume.Of(conv.Window), pool = Volume.Of(conv.Pool ?? Volume.Unpooled);
        Volume source = state[node.Inputs[0]].Layout.Volume, output = Volume.Of(node.Shape);
        int tileRows = tile.Vertical.Tiles(output.Height * pool.Kernel[1]), tileColumns = tile.Horizontal.Tiles(output.Width * pool.Kernel[2]);
        Operand input = ConvPlanner.Pad(state, node, Padded(node, conv, tile, source, state.Limits), state[node.Inputs[0]]);

        int filters = WorkspacePlanner.Align(conv.Filters);
        int length = checked((int)(filters * tile.FilterWeights(source.Channels, window.Kernel[0])));
        int weights = state.Reserve(length), bias = state.Reserve(filters);
        int together = RowsTogether(node, conv, tile, source.Channels, state.Limits);
        TensorLayout layout = TensorLayout.ChannelsLast(output);
        // Without places yet; the sizes of its buffers are the step's to know.
        var nowhere = new Operand(-1, layout);
        var step = new ConvWinogradStep(node.Name, new[] { input }, nowhere, conv, tile, tileRows, tileColumns, together, nowhere, nowhere, weights, bias)
        {
            Overlaps = Overlaps(node, conv, tile, source.Channels, state.Limits),
            TilesTogether = together > 1 || tile.IsVertical || Volume.Of(node.Shape).Depth > 1 ? tileColumns : TilesTogether(tile, tileColumns, source.Channels + conv.Filters, state.Limits),
        };

        for (int part = 0, offset = weights; part < tile.Subfilters; part++)
        {
            var order = step.TapOrder(step.TransformedLayout(together), part);
            int partLength = checked(length / tile.SubfilterTaps() * tile.SubfilterTaps(part));
            state.PackWeights(new(node.Name + ".weight", PackingOrder.Winograd, offset, partLength, 1, conv.Filters, source.Channels * window.Taps,
                order.Select(o => o.Loop.Count).ToArray(), order.Select(o => o.WeightStride).ToArray())
            {
                Tile = tile, KernelRows = window.Kernel[1], KernelColumns = window.Kernel[2], Subfilter = tile.UsesFastFir ? part : null,
            }, conv.Norm);
            offset += partLength;
        }

        state.PackBias(node, conv.Bias, new(null, PackingOrder.ChannelBlocks, bias, filters, 1, conv.Filters, 1, default, default), conv.Norm);

        Operand? residual = ResidualPlanner.Residual(state, node, conv);
        // Channels that fill no last vector of some width are stored by one that overlaps the vector before.
        bool storesOnce = FillsVectors(conv.Filters);
        Operand place = ResidualPlanner.Output(state, node, input, residual, storesOnce);
        step = step with
        {
            Output = place,
            Inputs = residual is null ? new[] { input } : new[] { input, residual },
        };
        step = step with
        {
            Transformed = state.Allocate(node.Name + " tiles", TensorLayout.Vector(step.TransformedLength(together))),
            Sums = state.Allocate(node.Name + " products", TensorLayout.Vector(step.SumsLength(together))),
        };
        state.Add(step);
        state.Define(node, step.Output);
    }

    /// <summary>The window with as much padding as whole tiles read, also where some of their outputs lie outside.</summary>
    /// <param name="node">The convolution's node.</param>
    /// <param name="conv">The convolution.</param>
    /// <param name="tile">The tile.</param>
    /// <param name="source">The input.</param>
    /// <param name="limits">What Winograd's algorithm may take.</param>
    public static Window Padded(Node node, Conv conv, WinogradTile tile, Volume source, AlgorithmLimits limits)
    {
        Window window = Volume.Of(conv.Window), pool = Volume.Of(conv.Pool ?? Volume.Unpooled);
        Volume output = Volume.Of(node.Shape);
        int height = output.Height * pool.Kernel[1], width = output.Width * pool.Kernel[2];
        int hanging = Overlaps(node, conv, tile, source.Channels, limits) ? (tile.Vertical.Outputs - height % tile.Vertical.Outputs) * tile.RowStride : 0;
        int rows = tile.RowsRead(tile.Vertical.Tiles(height));
        // A run in bands, whose last tiles hang over the edge, needs those rows; without them it may read an input that lies without padding.
        if (!window.HasPadding || hanging * WorthBands > source.Height) rows -= hanging;
        int columns = tile.IsVertical ? tile.ColumnsRead(width) : checked(tile.Horizontal.Tiles(width) * tile.Horizontal.Outputs + tile.Horizontal.Taps - 1);
        int PadEnd(int axis, int size, int read) => Math.Max(window.PadEnd[axis], read - size - window.PadBegin[axis]);
        return window with { PadEnd = new[] { window.PadEnd[0], PadEnd(1, source.Height, rows), PadEnd(2, source.Width, columns) } };
    }

    private static bool FillsVectors(int filters) => filters % VectorWidth.BlockLanes == 0 || VectorWidth.BlockLanes % filters == 0;

    private static int RowsTogether(Node node, Conv conv, WinogradTile tile, int channels, AlgorithmLimits limits)
    {
        Window window = Volume.Of(conv.Window), pool = Volume.Of(conv.Pool ?? Volume.Unpooled);
        Volume output = Volume.Of(node.Shape);
        if (tile.Vertical.TilesOfWholePools(pool.Kernel[1]) > 1) return 1;
        int weights = checked((int)(WorkspacePlanner.Align(conv.Filters) * tile.FilterWeights(channels, window.Kernel[0])));
        return WinogradCost.RowsTogether(tile, tile.Vertical.Tiles(output.Height * pool.Kernel[1]), tile.Horizontal.Tiles(output.Width * pool.Kernel[2]),
            output.Depth * pool.Kernel[0], weights, limits.MaxTiles);
    }

    /// <summary>Equal parts of a row of tiles that the scratch has room for.</summary>
    private static int TilesTogether(WinogradTile tile, int tileColumns, int channels, AlgorithmLimits limits)
    {
        int most = Math.Max(MinTiles, limits.MaxScratch / (tile.Products * channels)), parts = (tileColumns + most - 1) / most;
        return (tileColumns + parts - 1) / parts;
    }

    /// <summary>Whether the last row of tiles, instead of hanging over the lower edge, computes some outputs again.</summary>
    private static bool Overlaps(Node node, Conv conv, WinogradTile tile, int channels, AlgorithmLimits limits)
    {
        int height = Volume.Of(node.Shape).Height * Volume.Of(conv.Pool ?? Volume.Unpooled).Kernel[1];
        // What is added to itself cannot be computed twice.
        return height > tile.Vertical.Outputs && height % tile.Vertical.Outputs != 0 && !conv.HasResidual && RowsTogether(node, conv, tile, channels, limits) == 1;
    }
}

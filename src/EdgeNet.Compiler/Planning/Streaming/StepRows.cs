using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Compiler.Planning.Steps;
using EdgeNet.Compiler.Planning.Winograd;

namespace EdgeNet.Compiler.Planning.Streaming;

/// <summary>How a step's output rows depend on its inputs' rows, for steps that can be done some rows at a time.</summary>
internal static class StepRows
{
    /// <summary>The rows of each input that an output row takes; null where a step can only be done as a whole.</summary>
    /// <param name="step">The step.</param>
    public static RowWindow[]? Windows(Step step)
    {
        if (step.Output.Layout.Depth > 1 || step.Inputs.Any(i => i.Layout.Depth > 1)) return null;
        switch (step)
        {
            case ConvChannelStep { Layer: Conv conv } channels:
                return [.. new[] { Of(conv) }.Concat(channels.Residual is null ? [] : new[] { RowWindow.Same })];
            case ConvWinogradStep winograd:
                return [.. new[] { Of(winograd) }.Concat(winograd.Residual is null ? [] : new[] { RowWindow.Same })];
            case ConvWidthStep width: return [Of(width.Layer)];
            case ConvWinogradWidthStep width: return [Of(width)];
            case ConvDepthwiseStep depthwise: return [Of(depthwise.Window, Volume.Unpooled)];
            case PoolStep { Layer: not GlobalPool } pool: return [Of(pool.Window, Volume.Unpooled)];
            case PadStep pad: return [new(1, 1, pad.Begin[1])];
            case ActivateStep activate when SameVolume(activate, activate.Input): return [RowWindow.Same];
            case PointwiseStep pointwise:
                return pointwise.Inputs.All(i => SameVolume(pointwise, i)) ? [.. pointwise.Inputs.Select(_ => RowWindow.Same)] : null;
            default: return null;
        }
    }

    /// <summary>Output rows that a step computes together at least, but at the end.</summary>
    /// <param name="step">The step.</param>
    public static int Together(Step step) => step is IWinogradStep { Tile.Vertical: var tile, Pool.Kernel: var pool } ? tile.Outputs * tile.TilesOfWholePools(pool[1]) / pool[1] : 1;

    /// <summary>The rows of an input that are read past those that the output rows need: whole tiles are read.</summary>
    /// <param name="step">The step.</param>
    /// <param name="input">The input.</param>
    /// <param name="outputs">Output rows that are computed together.</param>
    public static int Overhang(Step step, int input, int outputs)
    {
        if (step is not IWinogradStep winograd || input > 0) return 0;
        WinogradTile tile = winograd.Tile;
        int convolved = outputs * winograd.Pool.Kernel[1];
        return (tile.Vertical.Tiles(convolved) * tile.Vertical.Outputs - convolved) * tile.RowStride;
    }

    /// <summary>Output pixels that a step should compute at a time, so that fetching its weights again does not show.</summary>
    /// <param name="step">The step.</param>
    public static int EnoughPixels(Step step)
    {
        const int Level1 = 4 * 1024, Level2 = 96 * 1024;
        int weights = step switch
        {
            ConvChannelStep channels => channels.GroupWeights * channels.Groups,
            ConvWidthStep width => width.Layer.Filters * width.GroupChannels * width.Layer.Window.Taps,
            ConvWinogradWidthStep width => width.Tile.Products * width.Layer.Filters * width.Taps,
            ConvWinogradStep winograd => checked((int)(winograd.Layer.Filters * winograd.Tile.FilterWeights(winograd.Input.Layout.Channels, winograd.KernelDepth))),
            _ => 0,
        };
        int enough = weights <= Level1 ? 1 : weights <= Level2 ? 16 : 256;
        // Winograd's weights are used once a tile.
        return step is IWinogradStep { Tile: var tile } ? Math.Max(enough, (weights <= Level2 ? 4 : 16) * tile.Outputs) : enough;
    }

    /// <summary>Of every phase as many rows: one that has a row of the kernel less than others reads, though it does not count, a row more.</summary>
    private static RowWindow Of(IWinogradStep step) => new(step.Tile.RowStride * step.Pool.Stride[1], (step.Pool.Kernel[1] - 1 + step.Tile.Vertical.Taps) * step.Tile.RowStride);

    private static RowWindow Of(Conv conv) => Of(Volume.Of(conv.Window), Volume.Of(conv.Pool ?? Volume.Unpooled));

    private static RowWindow Of(Window window, Window pool) => new(
        window.Stride[1] * pool.Stride[1],
        (pool.Kernel[1] - 1) * window.Stride[1] + (window.Kernel[1] - 1) * window.Dilation[1] + 1);

    private static bool SameVolume(Step step, Operand operand) => operand.Layout.Volume == step.Output.Layout.Volume;
}

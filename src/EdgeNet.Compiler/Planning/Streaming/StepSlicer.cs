using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Compiler.Planning.Steps;
using EdgeNet.Description;

namespace EdgeNet.Compiler.Planning.Streaming;

/// <summary>Some output rows of a step, as a step of its own.</summary>
internal static class StepSlicer
{
    /// <summary>The step that computes some rows.</summary>
    /// <param name="step">The whole step.</param>
    /// <param name="first">The first output row.</param>
    /// <param name="rows">Output rows.</param>
    /// <param name="inputs">Its inputs, from the rows on that these output rows take.</param>
    /// <param name="output">Its output, of these rows.</param>
    public static Step Slice(Step step, int first, int rows, Operand[] inputs, Operand output)
    {
        Step slice = step with { Inputs = inputs, Output = output };
        switch (slice)
        {
            case ConvChannelStep { Layer: Conv conv } channels when channels.Input.Layout.ChannelStride != step.Input.Layout.ChannelStride:
                return channels with { Taps = TapNest.Of([.. ConvPlanner.TapOrder(channels.Input.Layout, Volume.Of(conv.Window), conv.Groups).Select(t => t.Loop)]) };
            case ConvWinogradStep winograd:
                int tile = winograd.Tile.Vertical.Outputs, tileRows = (rows * winograd.Pool.Kernel[1] + tile - 1) / tile;
                return winograd with { TileRows = tileRows, RowsTogether = Math.Min(winograd.RowsTogether, tileRows), Overlaps = false };
            case ConvWinogradWidthStep width:
                return width with { TileRows = width.Tile.Vertical.Tiles(rows * width.Pool.Kernel[1]), Overlaps = false };
            case PadStep pad:
                return pad with { Begin = new[] { pad.Begin[0], Math.Max(0, pad.Begin[1] - first), pad.Begin[2] } };
            case PoolStep { Counts: { } counts } pool:
                return pool with { Counts = counts with { Rows = new(counts.Rows.Skip(first).Take(rows)) } };
            case ActivateStep activate:
                return activate with { Nest = Nest(slice) };
            case PointwiseStep pointwise:
                return pointwise with { Nest = Nest(slice) };
            default:
                return slice;
        }
    }

    private static StridedNest Nest(Step step) => StridedNest.Of([.. step.Inputs.Append(step.Output).Select(o => LayoutPlanner.Whole(o.Layout))]);
}

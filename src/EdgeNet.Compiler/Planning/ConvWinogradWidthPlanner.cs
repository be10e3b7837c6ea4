using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Compiler.Planning.Steps;
using EdgeNet.Compiler.Planning.Winograd;

namespace EdgeNet.Compiler.Planning;

/// <summary>Plans convolutions vectorized over output width by Winograd's algorithm, where that is cheaper than direct convolution.</summary>
internal static class ConvWinogradWidthPlanner
{
    /// <summary>Lanes of the narrowest vector: a phase has as many columns.</summary>
    private const int MinColumns = 4;

    /// <summary>The best tile, or null where a convolution is better done, or can only be done, directly.</summary>
    /// <param name="node">The convolution's node, which is to be done vectorized over output width.</param>
    /// <param name="conv">The convolution.</param>
    /// <param name="input">Where its input lies.</param>
    /// <param name="limits">What Winograd's algorithm may take.</param>
    public static WinogradTile? Choose(Node node, Conv conv, TensorLayout input, AlgorithmLimits limits)
    {
        Window window = Volume.Of(conv.Window), pool = Volume.Of(conv.Pool ?? Volume.Unpooled);
        Volume output = Volume.Of(node.Shape);
        if (limits.IsDirect || conv.Groups != 1 || conv.HasResidual || limits.ForcedDirect.Contains(node.Name)) return null;
        if (window.Stride.Any(s => s != 1) || window.Dilation.Any(d => d != 1) || !pool.Stride.SequenceEqual(pool.Kernel)) return null;
        if (pool.Kernel[2] > ConvWinogradWidthStep.MaxPhases || ConvWinogradWidthStep.ColumnsOfPhase(output.Width, window, pool) < MinColumns) return null;
        return WinogradCost.BestOverWidth(input, window, pool, output, limits);
    }

    public static void Plan(PlanState state, Node node, Conv conv, WinogradTile tile)
    {
        Window window = Volume.Of(conv.Window), pool = Volume.Of(conv.Pool ?? Volume.Unpooled);
        Volume output = Volume.Of(node.Shape);
        int height = output.Height * pool.Kernel[1];
        bool overlaps = height > tile.Vertical.Outputs && height % tile.Vertical.Outputs != 0;
        Operand input = Pad(state, node, Padded(window, pool, output, tile, overlaps, state[node.Inputs[0]].Layout.Volume));

        int channels = input.Layout.Channels, taps = checked(channels * window.Kernel[0] * window.Kernel[2]), length = checked(tile.Products * conv.Filters * taps);
        int weights = state.Reserve(length), bias = state.Reserve(conv.Filters);
        Operand to = ConvPlanner.WidthOutput(state, node);
        // Without scratch yet, whose sizes are the step's to know.
        var nowhere = new Operand(-1, TensorLayout.Vector(1));
        var step = new ConvWinogradWidthStep(node.Name, input, to, conv, tile, tile.Vertical.Tiles(height), nowhere, nowhere, weights, bias) { Overlaps = overlaps };

        var order = step.TapOrder().Append((new TapLoop("kx", window.Kernel[2], 1), 1));
        state.PackWeights(new(node.Name + ".weight", PackingOrder.WinogradScalars, weights, length, 1, conv.Filters, channels * window.Taps,
            order.Select(o => o.Item1.Count).ToArray(), order.Select(o => o.Item2).ToArray()) { Tile = tile, KernelRows = window.Kernel[1], KernelColumns = window.Kernel[2] }, conv.Norm);
        state.PackBias(node, conv.Bias, new(null, PackingOrder.Scalars, bias, conv.Filters, 1, conv.Filters, 1, default, default), conv.Norm);

        state.Add(step with
        {
            Transformed = state.Allocate(node.Name + " tiles", TensorLayout.Vector(step.TransformedLength)),
            Sums = state.Allocate(node.Name + " products", TensorLayout.Vector(step.SumsLength)),
        });
        state.Define(node, to);
    }

    /// <summary>The window with as much padding as whole tiles, and whole phases of columns, read.</summary>
    private static Window Padded(Window window, Window pool, Volume output, WinogradTile tile, bool overlaps, Volume source)
    {
        int tiledRows = overlaps ? output.Height * pool.Kernel[1] : tile.Vertical.Tiles(output.Height * pool.Kernel[1]) * tile.Vertical.Outputs;
        int columns = checked(pool.Kernel[2] * ConvWinogradWidthStep.ColumnsOfPhase(output.Width, window, pool));
        int End(int axis, int size, int reads) => Math.Max(window.PadEnd[axis], reads - size - window.PadBegin[axis]);
        return window with
        {
            PadEnd = new[] { window.PadEnd[0], End(1, source.Height, checked(tiledRows + window.Kernel[1] - 1)), End(2, source.Width, columns) },
        };
    }

    /// <summary>The input, padded, with columns side by side.</summary>
    private static Operand Pad(PlanState state, Node node, Window window)
    {
        Operand source = state[node.Inputs[0]];
        if (source.Layout.ColumnStride == 1) return ConvPlanner.Pad(state, node, window, source);
        Volume volume = source.Layout.Volume;
        int Padded(int axis, int size) => checked(size + window.PadBegin[axis] + window.PadEnd[axis]);
        return ConvPlanner.Prepare(state, node, source, window, Padded(0, volume.Depth), Padded(1, volume.Height), Padded(2, volume.Width), 0, 1, 0);
    }
}

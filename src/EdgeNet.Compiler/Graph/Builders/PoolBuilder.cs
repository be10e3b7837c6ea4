using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Compiler.Problems;

namespace EdgeNet.Compiler.Graph.Builders;

/// <summary>MaxPool, AvgPool and LpPool of every rank, and the global poolings.</summary>
internal static class PoolBuilder
{
    public static void Max(LayerContext context, int rank)
    {
        if (Read(context, rank) is var (window, ceil)) context.Add(new MaxPool(window, ceil));
    }

    public static void Average(LayerContext context, int rank)
    {
        bool countIncludePad = context.Flag("countIncludePad", true);
        if (Read(context, rank) is var (window, ceil)) context.Add(new AvgPool(window, ceil, countIncludePad));
    }

    public static void Norm(LayerContext context, int rank)
    {
        int p = context.Int("p", 2, 1);
        if (Read(context, rank) is var (window, ceil)) context.Add(new LpPool(window, ceil, p));
    }

    public static void Global(LayerContext context, PoolFunction function)
    {
        if (context.RequireSpatial()) context.Add(new GlobalPool(function));
    }

    private static (Window Window, bool Ceil)? Read(LayerContext context, int rank)
    {
        Window window = WindowReader.Read(context, rank, strideIsKernel: true);
        bool ceil = context.Flag("ceil", false);
        for (int axis = 0; axis < rank; axis++)
        {
            int padding = Math.Max(window.PadBegin[axis], window.PadEnd[axis]);
            if (padding < window.Extent(axis)) continue;
            context.Report(ProblemRegistry.PaddingTooLarge, context.Has("pads") ? "pads" : "padding", context.Label, padding, window.Extent(axis));
            break;
        }

        if (!context.RequireRank(rank + 1, $"(channels, {ConvBuilder.SpatialNames[rank - 1]})")) return null;
        if (!WindowReader.RequireFit(context, window, ceil) || !RequireInput(context, window, ceil)) return null;
        return (window, ceil);
    }

    /// <summary>Reports a window whose taps, spread by a dilation, all fall on padding.</summary>
    private static bool RequireInput(LayerContext context, Window window, bool ceil)
    {
        TensorShape input = context.Input!.Value;
        for (int axis = 0; axis < window.Rank; axis++)
        {
            int begin = window.PadBegin[axis], size = input[axis + 1];
            for (int o = 0; o < window.OutputSize(axis, size, ceil); o++)
            {
                long start = (long)o * window.Stride[axis] - begin;
                long firstInside = start >= 0 ? 0 : (-start + window.Dilation[axis] - 1) / window.Dilation[axis];
                if (firstInside < window.Kernel[axis] && start + firstInside * window.Dilation[axis] < size) continue;
                context.Report(ProblemRegistry.PaddingTooLarge, context.Has("pads") ? "pads" : "padding", context.Label,
                    Math.Max(begin, window.PadEnd[axis]), $"{window.Kernel[axis]} taps {window.Dilation[axis]} apart over {size} elements");
                return false;
            }
        }

        return true;
    }
}

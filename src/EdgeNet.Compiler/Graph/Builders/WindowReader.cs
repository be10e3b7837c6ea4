using EdgeNet.Compiler.Problems;
using EdgeNet.Description;

namespace EdgeNet.Compiler.Graph.Builders;

/// <summary>Reads the arguments that every sliding window has.</summary>
internal static class WindowReader
{
    /// <summary>The constructor parameters that give a kernel's sizes one by one, by rank and axis.</summary>
    private static readonly string[][] KernelAxes =
        [["kernelLength"], ["kernelHeight", "kernelWidth"], ["kernelDepth", "kernelHeight", "kernelWidth"]];

    /// <summary>Reads a window.</summary>
    /// <param name="context">The layer.</param>
    /// <param name="rank">Spatial axes.</param>
    /// <param name="strideIsKernel">Whether the stride is the kernel where none is given, as for poolings.</param>
    /// <param name="outputPadding">For a transposed convolution, the elements added at the end of each axis of its output.</param>
    public static Window Read(LayerContext context, int rank, bool strideIsKernel, int[]? outputPadding = null)
    {
        int[] kernel = ReadKernel(context, rank);
        int[] ones = [.. Enumerable.Repeat(1, rank)];
        int[] stride = PerAxis(context, "stride", "strides", rank, 1) ?? (strideIsKernel ? kernel : ones);
        int[] dilation = PerAxis(context, "dilation", "dilations", rank, 1) ?? ones;
        int[]? pads = context.Has("pads")
            ? Exclusive(context, "padding", "pads") ?? context.Ints("pads", 2 * rank, 0)
            : [.. Enumerable.Repeat(context.Int("padding", 0, 0), 2 * rank)];
        pads ??= new int[2 * rank];
        var window = new Window(kernel, stride, pads.Take(rank).ToArray(), pads.Skip(rank).ToArray(), dilation);
        var autoPad = context.Member<AutoPad>("autoPad", AutoPad.None);
        if (autoPad == AutoPad.None) return window;
        if (window.HasPadding) context.Report(ProblemRegistry.InvalidArgument, "autoPad", context.Label, "has both autoPad and padding: leave one out");
        // An input of another rank is reported by whoever reads the window.
        return context.Input is { } input && input.Rank == rank + 1 && !context.Failed ? Same(window, input, autoPad, outputPadding) : window;
    }

    /// <summary>Reports a window that does not fit into the input.</summary>
    /// <returns>Whether it fits.</returns>
    public static bool RequireFit(LayerContext context, Window window, bool ceil)
    {
        if (context.Failed || context.Input is not { } input) return false;
        if (window.OutputShape(1, input, ceil).Dimensions.All(d => d >= 1)) return true;
        int[] axes = [.. Enumerable.Range(0, window.Rank)];
        context.Report(ProblemRegistry.WindowTooLarge, KernelArgument(context, window.Rank), context.Label,
            string.Join("×", axes.Select(window.Extent)), string.Join("×", window.Kernel), string.Join("×", window.Dilation),
            context.InputLabel, input,
            (window.HasPadding ? $", which is {string.Join("×", axes.Select(a => window.PaddedSize(a, input[a + 1])))} with padding" : "") + Hint());
        return false;

        string Hint() => window.OutputShape(1, ChannelsLast.First(input), ceil).Dimensions.All(d => d >= 1)
            ? $"; channels come first: is it ({string.Join(", ", ChannelsLast.First(input).Dimensions)})?" : "";
    }

    /// <summary>The argument that holds the kernel.</summary>
    public static string KernelArgument(LayerContext context, int rank) => context.Has("kernel") ? "kernel" : KernelAxes[rank - 1][0];

    private static int[] ReadKernel(LayerContext context, int rank)
    {
        string[] axes = KernelAxes[rank - 1];
        if (!context.Has("kernel") && axes.Any(context.Has)) return [.. axes.Select(axis => context.Int(axis, null, 1))];
        if (context.Values("kernel") > 1) return context.Ints("kernel", rank, 1)!;
        return [.. Enumerable.Repeat(context.Int("kernel", null, 1), rank)];
    }

    /// <summary>Pads for ⌈size / stride⌉ elements, or for a transposed convolution's size·stride.</summary>
    private static Window Same(Window window, TensorShape input, AutoPad autoPad, int[]? outputPadding)
    {
        int[] begin = new int[window.Rank], end = new int[window.Rank];
        for (int axis = 0; axis < window.Rank; axis++)
        {
            int size = input[axis + 1], stride = window.Stride[axis];
            // A transposed convolution's output has size·stride elements (ONNX's ConvTranspose).
            long total = Math.Max(0, outputPadding is null
                ? (size - 1L) / stride * stride + window.Extent(axis) - size
                : window.Extent(axis) - stride + outputPadding[axis]);
            int less = (int)Math.Min(int.MaxValue, total / 2), more = (int)Math.Min(int.MaxValue, total - less);
            (begin[axis], end[axis]) = autoPad == AutoPad.SameUpper ? (less, more) : (more, less);
        }

        return window with { PadBegin = begin, PadEnd = end };
    }

    /// <summary>Reads a setting of each spatial axis, given once for all or for each; null where it was not given.</summary>
    internal static int[]? PerAxis(LayerContext context, string one, string many, int rank, int min)
    {
        if (context.Has(many)) return Exclusive(context, one, many) ?? context.Ints(many, rank, min);
        return context.Has(one) ? [.. Enumerable.Repeat(context.Int(one, null, min), rank)] : null;
    }

    private static int[]? Exclusive(LayerContext context, string one, string many)
    {
        if (context.Has(one))
            context.Report(ProblemRegistry.InvalidArgument, one, context.Label, $"has both {one} and {many}: leave one out");
        context.Int(one, 0, int.MinValue);
        return null;
    }
}

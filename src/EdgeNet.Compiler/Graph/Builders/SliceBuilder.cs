using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Compiler.Problems;

namespace EdgeNet.Compiler.Graph.Builders;

/// <summary>Slice, with numpy's meaning of starts, ends and steps.</summary>
internal static class SliceBuilder
{
    public static void Build(LayerContext context)
    {
        int[] starts = context.Ints("starts", int.MinValue), ends = context.Ints("ends", int.MinValue);
        int[] given = context.Ints("axes", -GraphBuilder.MaxRank), steps = context.Ints("steps", int.MinValue);
        if (context.Input is not { } input || context.Failed) return;

        int[] axes = given.Length == 0 ? [.. Enumerable.Range(0, starts.Length)] : [.. given.Select(a => a < 0 ? a + input.Rank : a)];
        if (starts.Length == 0) context.OutOfRange("starts", "one value or more", "empty");
        else if (ends.Length != starts.Length) context.Report(ProblemRegistry.WrongCount, "ends", context.Label, starts.Length, "ends", ends.Length);
        else if (axes.Length != starts.Length) context.Report(ProblemRegistry.WrongCount, "axes", context.Label, starts.Length, "axes", axes.Length);
        else if (steps.Length > 0 && steps.Length != starts.Length) context.Report(ProblemRegistry.WrongCount, "steps", context.Label, starts.Length, "steps", steps.Length);
        else if (axes.Any(a => a < 0 || a >= input.Rank) || axes.Distinct().Count() != axes.Length)
            context.OutOfRange(given.Length > 0 ? "axes" : "starts", $"different axes of {input}", string.Join(", ", axes));
        else if (steps.Contains(0)) context.OutOfRange("steps", "not 0", 0);
        if (context.Failed) return;

        int[] first = new int[input.Rank], by = [.. Enumerable.Repeat(1, input.Rank)], sizes = [.. input.Dimensions];
        for (int i = 0; i < axes.Length; i++)
        {
            int axis = axes[i], step = steps.Length == 0 ? 1 : steps[i];
            var (start, size) = Range(input[axis], starts[i], ends[i], step);
            if (size < 1)
            {
                context.OutOfRange("ends", $"past the start on axis {axis} of {input}, so that something is left", ends[i]);
                return;
            }

            (first[axis], by[axis], sizes[axis]) = (start, step, size);
        }

        context.Add(new Slice(first, by, sizes));
    }

    /// <summary>The first element and the number of elements of start:end:step.</summary>
    private static (int Start, int Size) Range(int length, long start, long end, long step)
    {
        if (start < 0) start += length;
        if (end < 0) end += length;
        (long low, long high) = step > 0 ? (0L, (long)length) : (-1L, length - 1L);
        start = Math.Max(low, Math.Min(high, start));
        end = Math.Max(low, Math.Min(high, end));
        long size = step > 0 ? (end - start + step - 1) / step : (start - end - step - 1) / -step;
        return ((int)start, (int)Math.Max(0, size));
    }
}

using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Compiler.Problems;

namespace EdgeNet.Compiler.Graph.Builders;

/// <summary>Upsample and Resize.</summary>
internal static class ResizeBuilder
{
    public static void Upsample(LayerContext context)
    {
        int[] scales = context.Ints("scales", 1);
        if (!context.RequireSpatial() || context.Failed) return;
        int[] spatial = context.Input!.Value.Spatial;
        if (scales.Length == 1) scales = [.. Enumerable.Repeat(scales[0], spatial.Length)];
        if (scales.Length != spatial.Length) context.Report(ProblemRegistry.WrongCount, "scales", context.Label, spatial.Length, "scales", scales.Length);
        else Add(context, [.. spatial.Select((size, axis) => (long)size * scales[axis])], [.. scales.Select(s => (double)s)], ResizeCoordinates.Asymmetric, ResizeRounding.Floor);
    }

    public static void Resize(LayerContext context)
    {
        int[] sizes = context.Ints("sizes", 1);
        var coordinates = context.Member<ResizeCoordinates>("coordinates", ResizeCoordinates.HalfPixel);
        var rounding = context.Member<ResizeRounding>("rounding", ResizeRounding.RoundPreferFloor);
        int[] spatial = context.Input?.Spatial ?? [];
        double[]? scales = context.Factors("scales", context.Input is null ? context.Values("scales") : spatial.Length);
        if (!context.RequireSpatial() || context.Failed) return;
        if (sizes.Length == 0 == scales is null)
            context.Report(ProblemRegistry.InvalidArgument, "sizes", context.Label, "needs either sizes or scales");
        else if (sizes.Length > 0 && sizes.Length != spatial.Length)
            context.Report(ProblemRegistry.WrongCount, "sizes", context.Label, spatial.Length, "sizes", sizes.Length);
        else if (scales is null)
            Add(context, [.. sizes.Select(s => (long)s)], [.. sizes.Select((s, axis) => (double)s / spatial[axis])], coordinates, rounding);
        else
            Add(context, [.. spatial.Select((size, axis) => (long)Math.Min(long.MaxValue / 2, Math.Floor(size * scales[axis])))], scales, coordinates, rounding);
    }

    private static void Add(LayerContext context, long[] sizes, double[] scales, ResizeCoordinates coordinates, ResizeRounding rounding)
    {
        if (sizes.Any(s => s is < 1 or > GraphBuilder.MaxElements)) context.OutOfRange("scales", $"such that sizes are from 1 to {GraphBuilder.MaxElements}", string.Join("×", sizes));
        else context.Add(new Resize(sizes.Select(s => (int)s).ToArray(), scales, coordinates, rounding));
    }
}

using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Compiler.Graph.Builders;

/// <summary>Split: a slice for each part.</summary>
internal static class SplitBuilder
{
    public static void Build(LayerContext context)
    {
        int[] sizes = context.Ints("sizes", 1);
        if (context.Input is not { } input)
        {
            context.Int("axis", 0, int.MinValue);
            return;
        }

        int axis = context.Axis("axis", 0, input.Rank), size = input[axis];
        if (sizes.Length == 0) context.OutOfRange("sizes", "the number of parts, or their sizes", "empty");
        else if (sizes.Length == 1 && size % sizes[0] != 0) context.OutOfRange("sizes", $"a number of parts that divides the {size} elements of axis {axis}", sizes[0]);
        else if (sizes.Length > 1 && sizes.Sum(s => (long)s) != size) context.OutOfRange("sizes", $"{size} in all, the elements of axis {axis}", sizes.Sum(s => (long)s));
        if (context.Failed) return;

        if (sizes.Length == 1) sizes = [.. Enumerable.Repeat(size / sizes[0], sizes[0])];
        int start = 0;
        var parts = new List<Layer>();
        foreach (int part in sizes)
        {
            int[] starts = new int[input.Rank];
            starts[axis] = start;
            parts.Add(new Slice(starts, Enumerable.Repeat(1, input.Rank).ToArray(), input.With(axis, part).Dimensions));
            start += part;
        }

        context.AddParts(parts);
    }
}

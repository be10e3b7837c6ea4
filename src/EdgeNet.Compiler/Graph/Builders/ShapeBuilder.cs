using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Compiler.Graph.Builders;

/// <summary>Reshape and Transpose.</summary>
internal static class ShapeBuilder
{
    public static void Reshape(LayerContext context)
    {
        int[] shape = context.Ints("shape", -1);
        if (context.Input is not { } input || context.Failed) return;
        if (shape.Length is 0 or > GraphBuilder.MaxRank) context.OutOfRange("shape", $"1 to {GraphBuilder.MaxRank} sizes", shape.Length);
        else if (shape.Count(s => s == -1) > 1) context.OutOfRange("shape", "at most one −1", string.Join(", ", shape));
        else if (shape.Where((s, axis) => s == 0 && axis >= input.Rank).Any()) context.OutOfRange("shape", $"0 only for axes that {input} has", string.Join(", ", shape));
        if (context.Failed) return;

        long[] sizes = [.. shape.Select((s, axis) => s == 0 ? input[axis] : (long)s)];
        long known = new TensorShape([.. sizes.Where(s => s != -1).Select(s => (int)s), 1]).LongLength;
        if (sizes.Contains(-1) ? input.LongLength % known != 0 : input.LongLength != known)
            context.OutOfRange("shape", $"of {input.LongLength} elements, as {context.InputLabel} gives {input}", string.Join("×", shape));
        else
            context.Add(new Reshape(new([.. sizes.Select(s => s == -1 ? (int)(input.LongLength / known) : (int)s)])));
    }

    public static void Transpose(LayerContext context)
    {
        int[] axes = context.Ints("axes", -GraphBuilder.MaxRank);
        if (context.Input is not { } input || context.Failed) return;
        axes = axes.Length == 0 ? [.. Enumerable.Range(0, input.Rank).Reverse()] : [.. axes.Select(a => a < 0 ? a + input.Rank : a)];
        if (axes.OrderBy(a => a).SequenceEqual(Enumerable.Range(0, input.Rank))) context.Add(new Transpose(axes));
        else context.OutOfRange("axes", $"each axis of {input} once", string.Join(", ", axes));
    }
}

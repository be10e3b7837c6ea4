using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Compiler.Problems;

namespace EdgeNet.Compiler.Graph.Builders;

/// <summary>PReLU.</summary>
internal static class PReluBuilder
{
    public static void Build(LayerContext context)
    {
        bool shared = context.Flag("shared", false);
        int[] given = context.Ints("slopeShape", 1);
        if (shared && given.Length > 0) context.Report(ProblemRegistry.InvalidArgument, "slopeShape", context.Label, "has both shared and slopeShape: leave one out");
        if (context.Input is not { } input || context.Failed) return;
        var layer = new PRelu(given.Length > 0 ? new(given) : new(shared ? 1 : input.Channels));
        bool fits = layer.SlopeShape.Rank <= input.Rank && TensorShape.Broadcast(layer.AlignedSlope(input), input) == input;
        if (fits) context.Add(layer);
        else context.OutOfRange("slopeShape", $"a shape that is broadcast to {input}", layer.SlopeShape);
    }
}

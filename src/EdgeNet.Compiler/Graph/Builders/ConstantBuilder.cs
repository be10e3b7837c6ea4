using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Compiler.Problems;

namespace EdgeNet.Compiler.Graph.Builders;

/// <summary>Constant.</summary>
internal static class ConstantBuilder
{
    public static void Build(LayerContext context)
    {
        context.StandAside();
        if (context.Has("from")) context.Report(ProblemRegistry.InvalidArgument, "from", context.Label, "takes no input: leave From out");
        int[] shape = context.Ints("shape", 1);
        if (shape.Length is 0 or > GraphBuilder.MaxRank) context.OutOfRange("shape", $"1 to {GraphBuilder.MaxRank} sizes", shape.Length);
        else context.Add(new Constant(new(shape)));
    }
}

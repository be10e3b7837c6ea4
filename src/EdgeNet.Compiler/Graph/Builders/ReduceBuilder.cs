using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Compiler.Graph.Builders;

/// <summary>ReduceMean, ReduceSum and the other reductions.</summary>
internal static class ReduceBuilder
{
    public static void Build(LayerContext context, ReduceFunction function)
    {
        bool keepDims = context.Flag("keepDims", true);
        int rank = context.Input?.Rank ?? GraphBuilder.MaxRank;
        int[] axes = context.Axes("axes", rank) ?? [.. Enumerable.Range(0, rank)];
        context.Add(new Reduce(function, axes.OrderBy(a => a).ToArray(), keepDims));
    }
}

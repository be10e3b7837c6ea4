using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Compiler.Graph.Builders;

/// <summary>Softmax and LogSoftmax.</summary>
internal static class SoftmaxBuilder
{
    public static void Build(LayerContext context, bool log) =>
        context.Add(new Softmax(context.Axis("axis", 0, context.Input?.Rank ?? GraphBuilder.MaxRank), log));
}

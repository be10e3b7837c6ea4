using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Compiler.Graph.Builders;

/// <summary>Softmax.</summary>
internal static class SoftmaxBuilder
{
    public static void Build(LayerContext context) => context.Add(new Softmax());
}

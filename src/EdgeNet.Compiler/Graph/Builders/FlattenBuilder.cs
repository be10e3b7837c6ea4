using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Compiler.Graph.Builders;

/// <summary>Flatten.</summary>
internal static class FlattenBuilder
{
    public static void Build(LayerContext context) => context.Add(new Flatten());
}

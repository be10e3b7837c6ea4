using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Compiler.Graph.Builders;

/// <summary>Dropout.</summary>
internal static class DropoutBuilder
{
    public static void Build(LayerContext context)
    {
        float rate = context.Float("rate", 0.5f);
        if (rate is < 0 or >= 1) context.OutOfRange("rate", "0 or more and less than 1", rate);
        context.Add(new Dropout(rate));
    }
}

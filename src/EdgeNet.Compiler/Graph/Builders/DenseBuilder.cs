using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Compiler.Graph.Builders;

/// <summary>Dense.</summary>
internal static class DenseBuilder
{
    public static void Build(LayerContext context)
    {
        int units = context.Int("units", null, 1);
        bool bias = context.Flag("bias", true);
        ActivationFunction activation = ActivationBuilder.Read(context);
        string hint = context.Input is { Rank: > 1 } input ? $" = {input.LongLength}: put [Flatten] before it" : "";
        if (context.RequireRank(1, "a vector", hint)) context.Add(new Dense(units, bias), activation);
    }
}

using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Compiler.Graph.Builders;

/// <summary>Activation, and the activation argument of other layers.</summary>
internal static class ActivationBuilder
{
    private const float DefaultSlope = 0.01f;

    public static void Build(LayerContext context) => context.Add(new Activate(Read(context, "function")));

    /// <summary>Reads the function and its slope.</summary>
    public static ActivationFunction Read(LayerContext context, string argument = "activation")
    {
        var kind = context.Member<Activation>(argument, Activation.None);
        float alpha = context.Float("alpha", DefaultSlope);
        return kind == Activation.LeakyReLU ? new(kind, alpha) : new(kind);
    }
}

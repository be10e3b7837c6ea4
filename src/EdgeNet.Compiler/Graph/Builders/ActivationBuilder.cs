using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Compiler.Problems;

namespace EdgeNet.Compiler.Graph.Builders;

/// <summary>Activation, and the activation argument of other layers.</summary>
internal static class ActivationBuilder
{
    public static void Build(LayerContext context) => context.Add(new Activate(Read(context, "function")));

    /// <summary>Reads the function with its alpha and beta.</summary>
    public static ActivationFunction Read(LayerContext context, string argument = "activation")
    {
        var kind = context.Member<Activation>(argument, Activation.None);
        var (alpha, beta) = ActivationFunction.Defaults(kind);
        // Both are read whatever the function, so that one which has no use for them is told apart from an unknown argument.
        float givenAlpha = context.Float("alpha", alpha ?? 0), givenBeta = context.Float("beta", beta ?? 0);
        if (alpha is null && context.Has("alpha")) WarnOfUnused(context, "alpha", kind, d => d.Alpha is not null);
        if (beta is null && context.Has("beta")) WarnOfUnused(context, "beta", kind, d => d.Beta is not null);
        return new(kind, alpha is null ? 0 : givenAlpha, beta is null ? 0 : givenBeta);
    }

    private static void WarnOfUnused(LayerContext context, string argument, Activation kind, Func<(float? Alpha, float? Beta), bool> takes)
    {
        IEnumerable<Activation> others = ((Activation[])Enum.GetValues(typeof(Activation))).Where(a => takes(ActivationFunction.Defaults(a)));
        context.Warn(ProblemRegistry.UnusedArgument, argument, context.Label, argument, kind, "one that does: " + string.Join(", ", others));
    }
}

using EdgeNet.Compiler.Graph;
using EdgeNet.Description;

namespace EdgeNet.Onnx.Import.Operators;

/// <summary>The operators that apply a function to each element (https://onnx.ai/onnx/operators, each by its name).</summary>
internal static class ActivationImporter
{
    /// <summary>An operator that has no attributes.</summary>
    public static Action<NodeContext> Plain(Activation function) => context => Add(context, function);

    /// <summary>An operator with an alpha.</summary>
    /// <param name="function">The function.</param>
    /// <param name="alpha">ONNX's default, which may not be EdgeNet's.</param>
    public static Action<NodeContext> WithAlpha(Activation function, float alpha) => context =>
        Add(context, function, context.Attributes.Float("alpha", alpha));

    /// <summary>Selu: its beta is called gamma.</summary>
    public static void Selu(NodeContext context) => Add(
        context, Activation.SELU, context.Attributes.Float("alpha", 1.67326319217681884765625f), context.Attributes.Float("gamma", 1.05070102214813232421875f));

    /// <summary>HardSigmoid.</summary>
    public static void HardSigmoid(NodeContext context) =>
        Add(context, Activation.HardSigmoid, context.Attributes.Float("alpha", 0.2f), context.Attributes.Float("beta", 0.5f));

    /// <summary>Gelu, exact or approximated by tanh.</summary>
    public static void Gelu(NodeContext context) =>
        Add(context, context.Attributes.OneOf("approximate", "none", "none", "tanh") == "tanh" ? Activation.GELUTanh : Activation.GELU);

    /// <summary>Adds an Activation layer behind a value.</summary>
    public static void Add(NodeContext context, Activation function, float? alpha = null, float? beta = null)
    {
        ActivationValue value = context.Activation(0);
        context.Give(0, context.Add("Activation", [value.Source], Arguments(function, alpha, beta)), value.Shape);
    }

    /// <summary>A function's arguments, without what are the defaults.</summary>
    public static LayerArgument[] Arguments(Activation function, float? alpha, float? beta)
    {
        var (defaultAlpha, defaultBeta) = ActivationFunction.Defaults(function);
        List<LayerArgument> arguments = [new("function", function.ToString())];
        if (alpha is { } a && a != defaultAlpha) arguments.Add(new("alpha", a));
        if (beta is { } b && b != defaultBeta) arguments.Add(new("beta", b));
        return [.. arguments];
    }
}

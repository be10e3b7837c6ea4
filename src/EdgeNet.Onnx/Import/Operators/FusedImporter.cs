using EdgeNet.Description;
using EdgeNet.Onnx.Import.Drafts;
using EdgeNet.Onnx.Import.Model;

namespace EdgeNet.Onnx.Import.Operators;

/// <summary>
/// ONNX Runtime's operators that are standard ones with an activation behind them
/// (https://github.com/microsoft/onnxruntime/blob/main/docs/ContribOperators.md).
/// </summary>
internal static class FusedImporter
{
    /// <summary>The set that they are of.</summary>
    public const string Domain = "com.microsoft";

    /// <summary>FusedConv: a Conv, a sum with a fourth input where there is one, and an activation.</summary>
    public static void Conv(NodeContext context)
    {
        ConvImporter.Import(context);
        if (context.Has(3)) Join(context, "Add", context.Output(), context.Activation(3));
        Activate(context, context.Attributes.Text("activation"), context.Attributes.Floats("activation_params") ?? []);
    }

    /// <summary>FusedGemm: a Gemm and an activation.</summary>
    public static void Gemm(NodeContext context)
    {
        GemmImporter.Import(context);
        float? alpha = context.Attributes.Float("activation_alpha"), beta = context.Attributes.Float("activation_beta");
        context.Attributes.Ignore("activation_gamma");
        Activate(context, context.Attributes.Text("activation"), [.. new[] { alpha, beta }.OfType<float>()]);
    }

    /// <summary>FusedMatMul: α · A · B, each transposed or not.</summary>
    public static void MatMul(NodeContext context)
    {
        foreach (string name in new[] { "transBatchA", "transBatchB" })
            if (context.Attributes.Flag(name, false)) throw new ImportProblemException($"has {name}, which is unsupported; a Transpose before it works");
        float alpha = context.Attributes.Float("alpha", 1);
        MatMulImporter.Import(context, context.Attributes.Flag("transA", false), context.Attributes.Flag("transB", false));
        if (alpha == 1) return;
        ActivationValue product = context.Output();
        context.Give(0, context.Add("Mul", [product.Source], [new("value", alpha)]), product.Shape);
    }

    /// <summary>Gelu of a value, with a bias added before where there is one.</summary>
    public static Action<NodeContext> Gelu(Activation function, float? alpha = null) => context =>
    {
        ActivationValue value = context.Activation(0);
        if (context.Has(1))
        {
            var (source, shape) = ElementwiseImporter.Combine(context, "Add", [Operand.Of(value), ElementwiseImporter.ReadOperand(context, 1)]);
            value = value with { Source = source, Shape = shape };
        }

        float? given = function == Activation.Swish ? context.Attributes.Float("alpha", alpha ?? 1) : null;
        context.Give(0, context.Add("Activation", [value.Source], ActivationImporter.Arguments(function, given, null)), value.Shape);
    };

    private static void Join(NodeContext context, string kind, ActivationValue a, ActivationValue b)
    {
        var (source, shape) = ElementwiseImporter.Combine(context, kind, [Operand.Of(a), Operand.Of(b)]);
        context.Give(0, source, shape);
    }

    private static void Activate(NodeContext context, string? name, float[] parameters)
    {
        if (string.IsNullOrEmpty(name)) return;
        float? First(float fallback) => parameters.Length > 0 ? parameters[0] : fallback;
        LayerArgument[] arguments = name switch
        {
            "Relu" => ActivationImporter.Arguments(Activation.ReLU, null, null),
            "Tanh" => ActivationImporter.Arguments(Activation.Tanh, null, null),
            "Sigmoid" => ActivationImporter.Arguments(Activation.Sigmoid, null, null),
            "Softplus" => ActivationImporter.Arguments(Activation.Softplus, null, null),
            "Softsign" => ActivationImporter.Arguments(Activation.Softsign, null, null),
            "HardSwish" => ActivationImporter.Arguments(Activation.HardSwish, null, null),
            "LeakyRelu" => ActivationImporter.Arguments(Activation.LeakyReLU, First(0.01f), null),
            "Elu" => ActivationImporter.Arguments(Activation.ELU, First(1), null),
            "ThresholdedRelu" => ActivationImporter.Arguments(Activation.ThresholdedReLU, First(1), null),
            "HardSigmoid" => ActivationImporter.Arguments(Activation.HardSigmoid, First(0.2f), parameters.Length > 1 ? parameters[1] : 0.5f),
            "Clip" when parameters is [var low, var high] => ActivationImporter.Arguments(Activation.Clip, low, high),
            _ => throw new ImportProblemException($"has the activation '{name}' with {parameters.Length} parameters, which is unsupported"),
        };
        ActivationValue value = context.Output();
        context.Give(0, context.Add("Activation", [value.Source], arguments), value.Shape);
    }
}

using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Onnx.Export.Layers;

/// <summary>
/// Activate, and activations fused into other layers → the operator of the function (https://onnx.ai/onnx/operators/), or a few that make it.
/// </summary>
internal static class ActivationExporter
{
    public static void Export(ExportContext context) => Append(context, ((Activate)context.Node.Layer).Function);

    public static void Append(ExportContext context, ActivationFunction function)
    {
        switch (function.Kind)
        {
            case Activation.None:
                break;
            case Activation.ReLU6:
                AppendClip(context, 0, 6);
                break;
            case Activation.Clip:
                AppendClip(context, function.Alpha, function.Beta);
                break;
            case Activation.SELU:
                context.Append("Selu", [], Protos.Float("alpha", function.Alpha), Protos.Float("gamma", function.Beta));
                break;
            case Activation.HardSigmoid:
                context.Append("HardSigmoid", [], Protos.Float("alpha", function.Alpha), Protos.Float("beta", function.Beta));
                break;
            case Activation.GELU or Activation.GELUTanh:
                context.RequireOpset(Opsets.Gelu);
                context.Append("Gelu", [], Protos.Text("approximate", function.Kind == Activation.GELU ? "none" : "tanh"));
                break;
            case Activation.Mish:
                context.RequireOpset(Opsets.Mish);
                context.Append("Mish");
                break;
            case Activation.Swish:
                string x = context.Last;
                if (function.Alpha != 1) Multiply(context, function.Alpha);
                context.Append("Sigmoid");
                context.Add("Mul", [x, context.Last]);
                break;
            case Activation.Softplus:
                if (function.Alpha != 1) Multiply(context, function.Alpha);
                context.Append("Softplus");
                if (function.Alpha != 1) context.Add("Div", [context.Last, context.Number("alpha", function.Alpha)]);
                break;
            case Activation.Square:
                context.Add("Mul", [context.Last, context.Last]);
                break;
            default:
                AppendOne(context, function);
                break;
        }
    }

    /// <summary>Functions that are an operator, with an alpha or without.</summary>
    private static void AppendOne(ExportContext context, ActivationFunction function)
    {
        string? operatorType = function.Kind switch
        {
            Activation.ReLU => "Relu",
            Activation.LeakyReLU => "LeakyRelu",
            Activation.ELU => "Elu",
            Activation.CELU => "Celu",
            Activation.ThresholdedReLU => "ThresholdedRelu",
            Activation.Tanh or Activation.Sigmoid or Activation.HardSwish or Activation.Softsign or Activation.Exp or Activation.Sqrt or Activation.Abs
                or Activation.Neg or Activation.Erf or Activation.Log or Activation.Reciprocal or Activation.Floor or Activation.Ceil
                or Activation.Round or Activation.Sign or Activation.Sin or Activation.Cos => function.Kind.ToString(),
            _ => null,
        };
        if (operatorType is null) context.Report($"has the activation {function}, which has no ONNX form here.");
        else if (ActivationFunction.Defaults(function.Kind).Alpha is null) context.Append(operatorType);
        else context.Append(operatorType, [], Protos.Float("alpha", function.Alpha));
    }

    private static void Multiply(ExportContext context, float factor) => context.Add("Mul", [context.Last, context.Number("alpha", factor)]);

    private static void AppendClip(ExportContext context, float low, float high) => context.Add("Clip",
    [
        context.Last,
        float.IsNegativeInfinity(low) ? "" : context.Number("min", low),
        float.IsPositiveInfinity(high) ? "" : context.Number("max", high),
    ]);
}

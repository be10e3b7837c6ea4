using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Onnx.Export.Layers;

/// <summary>Activate, and activations fused into other layers → Relu, LeakyRelu, Tanh, Sigmoid.</summary>
internal static class ActivationExporter
{
    public static void Export(ExportContext context) => Append(context, ((Activate)context.Node.Layer).Function);

    public static void Append(ExportContext context, ActivationFunction function)
    {
        switch (function.Kind)
        {
            case Activation.None:
                break;
            case Activation.ReLU:
                context.Append("Relu");
                break;
            case Activation.LeakyReLU:
                context.Append("LeakyRelu", [], Protos.Float("alpha", function.Alpha));
                break;
            case Activation.Tanh:
                context.Append("Tanh");
                break;
            case Activation.Sigmoid:
                context.Append("Sigmoid");
                break;
            default:
                context.Report($"has the activation {function}, which has no ONNX form here.");
                break;
        }
    }
}

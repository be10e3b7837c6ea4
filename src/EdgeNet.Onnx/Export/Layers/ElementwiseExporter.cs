using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Onnx.Export.Layers;

/// <summary>Add, Sub, Mul, Div, Pow, Min, Max, Mean, Sum → the operators of the same names, then the activation that a pass fused into it.</summary>
internal static class ElementwiseExporter
{
    public static void Export(ExportContext context)
    {
        var layer = (Elementwise)context.Node.Layer;
        List<string> operands = [.. context.Inputs];
        if (layer.Value is { } value) operands.Add(context.Number("value", value));
        switch (layer.Function)
        {
            case ElementwiseFunction.Add when operands.Count != 2:
                context.Add("Sum", operands);
                break;
            case ElementwiseFunction.Mul:
                // Mul takes two; one alone is what it is.
                operands.Aggregate((product, operand) => context.Add("Mul", [product, operand]));
                break;
            default:
                context.Add(layer.Function.ToString(), operands);
                break;
        }

        ActivationExporter.Append(context, layer.Activation);
    }
}

using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Onnx.Export.Layers;

/// <summary>Reshape → Reshape behind the batch axis (https://onnx.ai/onnx/operators/onnx__Reshape.html).</summary>
internal static class ReshapeExporter
{
    public static void Export(ExportContext context) => Append(context, ((Reshape)context.Node.Layer).Shape);

    /// <summary>Gives what the last operator gives another shape.</summary>
    public static void Append(ExportContext context, TensorShape shape) =>
        context.Add("Reshape", [context.Last, context.Integers("shape", [1, .. shape.Dimensions])]);
}

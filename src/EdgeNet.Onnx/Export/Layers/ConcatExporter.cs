using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Onnx.Export.Layers;

/// <summary>Concat → Concat (https://onnx.ai/onnx/operators/onnx__Concat.html).</summary>
internal static class ConcatExporter
{
    public static void Export(ExportContext context) =>
        context.Add("Concat", context.Inputs, Protos.Int("axis", ((Concat)context.Node.Layer).Axis + 1));
}

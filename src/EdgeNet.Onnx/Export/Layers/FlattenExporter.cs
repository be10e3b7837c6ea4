namespace EdgeNet.Onnx.Export.Layers;

/// <summary>Flatten → Flatten behind the batch axis (https://onnx.ai/onnx/operators/onnx__Flatten.html).</summary>
internal static class FlattenExporter
{
    public static void Export(ExportContext context) => context.Append("Flatten", [], Protos.Int("axis", 1));
}

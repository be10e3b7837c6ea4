namespace EdgeNet.Onnx.Export.Layers;

/// <summary>Softmax → Softmax over the axis behind the batch axis, the channels (https://onnx.ai/onnx/operators/onnx__Softmax.html).</summary>
internal static class SoftmaxExporter
{
    public static void Export(ExportContext context) => context.Append("Softmax", [], Protos.Int("axis", 1));
}

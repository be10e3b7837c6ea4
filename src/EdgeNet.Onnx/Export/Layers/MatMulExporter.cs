namespace EdgeNet.Onnx.Export.Layers;

/// <summary>MatMul → MatMul, the batch axis among those that are broadcast (https://onnx.ai/onnx/operators/onnx__MatMul.html).</summary>
internal static class MatMulExporter
{
    public static void Export(ExportContext context) => context.Add("MatMul", context.Inputs);
}

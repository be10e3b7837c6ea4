using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Onnx.Export.Layers;

/// <summary>Dense → Gemm with its second factor transposed (https://onnx.ai/onnx/operators/onnx__Gemm.html).</summary>
internal static class DenseExporter
{
    public static void Export(ExportContext context)
    {
        var dense = (Dense)context.Node.Layer;
        context.Append("Gemm", dense.Bias ? ["weight", "bias"] : ["weight"], Protos.Int("transB", 1));
        ActivationExporter.Append(context, dense.Activation);
    }
}

using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Onnx.Export.Layers;

/// <summary>Softmax → Softmax or LogSoftmax (https://onnx.ai/onnx/operators/onnx__Softmax.html).</summary>
internal static class SoftmaxExporter
{
    public static void Export(ExportContext context)
    {
        var softmax = (Softmax)context.Node.Layer;
        context.Append(softmax.Log ? "LogSoftmax" : "Softmax", [], Protos.Int("axis", softmax.Axis + 1));
    }
}

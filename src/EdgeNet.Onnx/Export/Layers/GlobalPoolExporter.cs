using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Onnx.Export.Layers;

/// <summary>GlobalPool → GlobalAveragePool or GlobalMaxPool (https://onnx.ai/onnx/operators/onnx__GlobalAveragePool.html); channels without further axes are what they are.</summary>
internal static class GlobalPoolExporter
{
    public static void Export(ExportContext context)
    {
        if (context.InputShape.Rank < 2) return;
        context.Append(((GlobalPool)context.Node.Layer).Function == PoolFunction.Average ? "GlobalAveragePool" : "GlobalMaxPool");
    }
}

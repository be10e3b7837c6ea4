using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Onnx.Export.Layers;

/// <summary>MaxPool → MaxPool (https://onnx.ai/onnx/operators/onnx__MaxPool.html).</summary>
internal static class MaxPoolExporter
{
    public static void Export(ExportContext context)
    {
        var pool = (MaxPool)context.Node.Layer;
        if (pool.Ceil && WindowAttributes.LeavesOutLast(pool.Window, context.InputShape)) context.RequireOpset(Opsets.LastWindowLeftOut);
        Append(context, pool.Window, pool.Ceil);
    }

    public static void Append(ExportContext context, Window window, bool ceil) =>
        context.Append("MaxPool", [], [.. WindowAttributes.Of(window), WindowAttributes.Dilations(window), Protos.Int("ceil_mode", ceil ? 1 : 0)]);
}

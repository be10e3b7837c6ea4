using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Onnx.Proto;

namespace EdgeNet.Onnx.Export.Layers;

/// <summary>AvgPool → AveragePool (https://onnx.ai/onnx/operators/onnx__AveragePool.html).</summary>
internal static class AvgPoolExporter
{
    public static void Export(ExportContext context)
    {
        var pool = (AvgPool)context.Node.Layer;
        List<AttributeProto> attributes =
        [
            .. WindowAttributes.Of(pool.Window),
            Protos.Int("ceil_mode", pool.Ceil ? 1 : 0),
            Protos.Int("count_include_pad", pool.CountIncludePad ? 1 : 0),
        ];
        if (pool.Window.Dilation.Any(d => d != 1))
        {
            context.RequireOpset(Opsets.AveragePoolDilation);
            attributes.Add(WindowAttributes.Dilations(pool.Window));
        }

        if (pool.Ceil && WindowAttributes.LeavesOutLast(pool.Window, context.InputShape)) context.RequireOpset(Opsets.LastWindowLeftOut);
        context.Append("AveragePool", [], [.. attributes]);
    }
}

using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Onnx.Proto;

namespace EdgeNet.Onnx.Export.Layers;

/// <summary>LpPool → LpPool (https://onnx.ai/onnx/operators/onnx__LpPool.html).</summary>
internal static class LpPoolExporter
{
    public static void Export(ExportContext context)
    {
        var pool = (LpPool)context.Node.Layer;
        List<AttributeProto> attributes = [.. WindowAttributes.Of(pool.Window), Protos.Int("p", pool.P)];
        if (pool.Ceil || pool.Window.Dilation.Any(d => d != 1))
        {
            context.RequireOpset(Opsets.LpPoolWindow);
            attributes.AddRange([WindowAttributes.Dilations(pool.Window), Protos.Int("ceil_mode", pool.Ceil ? 1 : 0)]);
        }

        if (pool.Ceil && WindowAttributes.LeavesOutLast(pool.Window, context.InputShape)) context.RequireOpset(Opsets.LastWindowLeftOut);
        context.Append("LpPool", [], [.. attributes]);
    }
}

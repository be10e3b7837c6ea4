using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Onnx.Export.Layers;

/// <summary>GroupNorm → GroupNormalization (https://onnx.ai/onnx/operators/onnx__GroupNormalization.html).</summary>
internal static class GroupNormExporter
{
    public static void Export(ExportContext context)
    {
        var norm = (GroupNorm)context.Node.Layer;
        context.RequireOpset(Opsets.GroupNormalization);
        context.Add("GroupNormalization",
            [context.Last, .. InstanceNormExporter.Affine(context, norm.Affine, new(context.InputShape.Channels))],
            Protos.Float("epsilon", norm.Epsilon), Protos.Int("num_groups", norm.Groups));
    }
}

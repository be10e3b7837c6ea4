using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Onnx.Export.Layers;

/// <summary>LayerNorm → LayerNormalization (https://onnx.ai/onnx/operators/onnx__LayerNormalization.html).</summary>
internal static class LayerNormExporter
{
    public static void Export(ExportContext context)
    {
        var norm = (LayerNorm)context.Node.Layer;
        var normalised = new TensorShape([.. context.InputShape.Dimensions.Skip(norm.Axis)]);
        context.Add("LayerNormalization", [context.Last, .. InstanceNormExporter.Affine(context, norm.Affine, normalised)],
            Protos.Int("axis", norm.Axis + 1), Protos.Float("epsilon", norm.Epsilon));
    }
}

using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Onnx.Export.Layers;

/// <summary>InstanceNorm → InstanceNormalization (https://onnx.ai/onnx/operators/onnx__InstanceNormalization.html).</summary>
internal static class InstanceNormExporter
{
    public static void Export(ExportContext context)
    {
        var norm = (InstanceNorm)context.Node.Layer;
        context.Add("InstanceNormalization", [context.Last, .. Affine(context, norm.Affine, new(context.InputShape.Channels))],
            Protos.Float("epsilon", norm.Epsilon));
    }

    /// <summary>A norm's weight and bias, ones and zeros where it has none.</summary>
    public static string[] Affine(ExportContext context, bool affine, TensorShape shape) => affine
        ? [context.Parameter("weight"), context.Parameter("bias")]
        : [context.Filled("scale", shape, 1), context.Filled("shift", shape, 0)];
}

using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Onnx.Export.Layers;

/// <summary>BatchNorm → BatchNormalization by running statistics (https://onnx.ai/onnx/operators/onnx__BatchNormalization.html).</summary>
internal static class BatchNormExporter
{
    public static void Export(ExportContext context) => context.Append("BatchNormalization",
        ["weight", "bias", "running_mean", "running_var"], Protos.Float("epsilon", ((BatchNorm)context.Node.Layer).Epsilon));
}

using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Onnx.Export.Layers;

/// <summary>SpaceToDepth → SpaceToDepth (https://onnx.ai/onnx/operators/onnx__SpaceToDepth.html).</summary>
internal static class SpaceToDepthExporter
{
    public static void Export(ExportContext context) =>
        context.Append("SpaceToDepth", [], Protos.Int("blocksize", ((SpaceToDepth)context.Node.Layer).BlockSize));
}

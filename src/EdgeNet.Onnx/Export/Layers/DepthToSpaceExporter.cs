using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Onnx.Export.Layers;

/// <summary>DepthToSpace → DepthToSpace (https://onnx.ai/onnx/operators/onnx__DepthToSpace.html).</summary>
internal static class DepthToSpaceExporter
{
    public static void Export(ExportContext context)
    {
        var layer = (DepthToSpace)context.Node.Layer;
        context.Append("DepthToSpace", [], Protos.Int("blocksize", layer.BlockSize), Protos.Text("mode", layer.Mode.ToString()));
    }
}

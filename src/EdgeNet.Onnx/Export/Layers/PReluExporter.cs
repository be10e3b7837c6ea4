using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Onnx.Export.Layers;

/// <summary>PReLU → PRelu, a slope a channel being broadcast from the channels' axis (https://onnx.ai/onnx/operators/onnx__PRelu.html).</summary>
internal static class PReluExporter
{
    public static void Export(ExportContext context)
    {
        var layer = (PRelu)context.Node.Layer;
        context.Add("PRelu", [context.Last, context.Parameter("weight", layer.AlignedSlope(context.InputShape))]);
    }
}

using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Onnx.Export.Layers;

/// <summary>Conv → Conv (https://onnx.ai/onnx/operators/onnx__Conv.html), then what the passes fused into it.</summary>
internal static class ConvExporter
{
    public static void Export(ExportContext context)
    {
        var conv = (Conv)context.Node.Layer;
        context.Append("Conv", conv.Bias ? ["weight", "bias"] : ["weight"],
            [.. WindowAttributes.Of(conv.Window), WindowAttributes.Dilations(conv.Window), Protos.Int("group", conv.Groups)]);
        if (conv.Pool is not null) MaxPoolExporter.Append(context, conv.Pool, ceil: false);
        ActivationExporter.Append(context, conv.Activation);
    }
}

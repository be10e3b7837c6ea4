using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Onnx.Export.Layers;

/// <summary>ConvTranspose → ConvTranspose (https://onnx.ai/onnx/operators/onnx__ConvTranspose.html), then what the passes fused into it.</summary>
internal static class ConvTransposeExporter
{
    public static void Export(ExportContext context)
    {
        var conv = (ConvTranspose)context.Node.Layer;
        context.Append("ConvTranspose", conv.Bias ? ["weight", "bias"] : ["weight"],
            [.. WindowAttributes.Of(conv.Window), WindowAttributes.Dilations(conv.Window), Protos.Ints("output_padding", conv.OutputPadding), Protos.Int("group", conv.Groups)]);
        ActivationExporter.Append(context, conv.Activation);
    }
}

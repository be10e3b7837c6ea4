using EdgeNet.Description;

namespace EdgeNet.Onnx.Import.Operators;

/// <summary>DepthToSpace and SpaceToDepth (https://onnx.ai/onnx/operators/onnx__DepthToSpace.html, onnx__SpaceToDepth.html).</summary>
internal static class BlockImporter
{
    public static void DepthToSpace(NodeContext context)
    {
        string mode = context.Opset >= 11 ? context.Attributes.OneOf("mode", "DCR", "DCR", "CRD") : "DCR";
        List<LayerArgument> arguments = [new("blockSize", context.Attributes.Size("blocksize", 0, 1))];
        if (mode != "DCR") arguments.Add(new("mode", mode));
        Frame frame = context.Sample(context.Activation(0));
        context.Give(context.Add("DepthToSpace", [frame.Source], arguments), frame);
    }

    public static void SpaceToDepth(NodeContext context)
    {
        Frame frame = context.Sample(context.Activation(0));
        context.Give(context.Add("SpaceToDepth", [frame.Source], [new("blockSize", context.Attributes.Size("blocksize", 0, 1))]), frame);
    }
}

using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Onnx.Export.Layers;

/// <summary>Pad → Pad (https://onnx.ai/onnx/operators/onnx__Pad.html), and where elements are cut off Slice, because runtimes differ on negative pads.</summary>
internal static class PadExporter
{
    public static void Export(ExportContext context)
    {
        var pad = (Pad)context.Node.Layer;
        TensorShape input = context.InputShape;
        int[] begin = [.. pad.Begin.Select(p => Math.Max(0, p))], end = [.. pad.End.Select(p => Math.Max(0, p))];
        if (begin.Any(p => p > 0) || end.Any(p => p > 0))
        {
            List<string> values = [context.Last, context.Integers("pads", [0, .. begin, 0, .. end])];
            if (pad.Mode == PadMode.Constant) values.Add(context.Number("value", pad.Value));
            context.Add("Pad", values, Protos.Text("mode", pad.Mode.ToString().ToLowerInvariant()));
        }

        if (pad.Begin.All(p => p >= 0) && pad.End.All(p => p >= 0)) return;
        var padded = new TensorShape([.. input.Dimensions.Select((size, axis) => size + begin[axis] + end[axis])]);
        SliceExporter.Append(context, padded,
            [.. pad.Begin.Select(p => Math.Max(0, -p))], [.. padded.Dimensions.Select(_ => 1)], [.. context.Node.Shape.Dimensions]);
    }
}

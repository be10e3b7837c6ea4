using EdgeNet.Description;
using EdgeNet.Onnx.Import.Drafts;
using EdgeNet.Onnx.Import.Model;
using static System.FormattableString;

namespace EdgeNet.Onnx.Import.Operators;

/// <summary>Pad (https://onnx.ai/onnx/operators/onnx__Pad.html). Pads and value became inputs in opset 11, axes may be given from 18 on.</summary>
internal static class PadImporter
{
    public static void Import(NodeContext context)
    {
        float fill = (context.Opset >= 11 ? context.Number(2, "value") : context.Attributes.Float("value")) ?? 0;
        ActivationValue value = context.Activation(0);
        PadRanges pads = PadRanges.Read(context, value.Shape);
        int[] begin = pads.Begin, end = pads.End;
        string mode = pads.Mode;
        if (begin.Concat(end).All(p => p == 0))
        {
            context.Pass(0);
            return;
        }

        Frame frame = context.Frame(value, mixesFirst: begin[0] != 0 || end[0] != 0);
        if (mode != "constant" && (mode == "wrap" || pads.Begin.Concat(pads.End).Where((p, i) => p >= value.Shape[i % value.Shape.Length]).Any()))
        {
            Gather(context, frame, pads);
            return;
        }

        begin = begin[frame.Skipped..];
        end = end[frame.Skipped..];
        // A person leaves the channels out where nothing is added to them.
        int from = begin.Length > 1 && begin[0] == 0 && end[0] == 0 ? 1 : 0;
        List<LayerArgument> arguments = [new("pads", (int[])[.. begin[from..], .. end[from..]])];
        if (mode != "constant") arguments.Add(new("mode", mode == "edge" ? "Edge" : "Reflect"));
        else if (fill != 0 && float.IsFinite(fill)) arguments.Add(new("value", fill));
        DraftOutput padded = context.Add("Pad", [frame.Source], arguments);
        if (mode == "constant" && !float.IsFinite(fill)) padded = context.Add("Add",
            [padded, Surroundings(context, frame.Shape, begin, padded.Shape, fill)], []);
        context.Give(padded, frame);
    }

    /// <summary>Layers take finite numbers only: 0 is padded, and this added, 0 within and the filler around.</summary>
    private static DraftOutput Surroundings(NodeContext context, int[] inner, int[] begin, int[] shape, float fill)
    {
        if (float.IsNaN(fill)) throw new ImportProblemException("pads with NaN, which is unsupported");
        context.Budget.Take(Dimensions.Length(shape));
        float[] elements = new float[Dimensions.Length(shape)];
        for (int i = 0; i < elements.Length; i++)
        {
            bool isInner = true;
            for (int axis = shape.Length - 1, rest = i; axis >= 0; rest /= shape[axis--])
                isInner &= rest % shape[axis] - begin[axis] is var at && at >= 0 && at < inner[axis];
            if (!isInner) elements[i] = fill;
        }

        return context.ConstantLayer(new(shape, elements), shape);
    }

    /// <summary>What is added comes from the whole axis: a table says whence.</summary>
    private static void Gather(NodeContext context, Frame frame, PadRanges pads)
    {
        DraftOutput source = frame.Source;
        for (int axis = frame.Skipped; axis < pads.Begin.Length; axis++)
        {
            int size = frame.Shape[axis - frame.Skipped], begin = pads.Begin[axis];
            int result = checked(begin + size + pads.End[axis]);
            IndexImporter.RequireCount(result);
            if (result < 1) throw new ImportProblemException(Invariant($"leaves nothing of axis {axis}"));
            source = IndexImporter.Gather(context, source, axis - frame.Skipped, [.. Enumerable.Range(-begin, result).Select(at => pads.Source(at, size))]);
        }

        context.Give(source, frame);
    }
}

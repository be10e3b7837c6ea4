using EdgeNet.Description;
using EdgeNet.Onnx.Import.Model;
using static System.FormattableString;

namespace EdgeNet.Onnx.Import.Operators;

/// <summary>Pad (https://onnx.ai/onnx/operators/onnx__Pad.html). Pads and value became inputs in opset 11, axes may be given from 18 on.</summary>
internal static class PadImporter
{
    public static void Import(NodeContext context)
    {
        bool asInputs = context.Opset >= 11;
        string mode = context.Attributes.OneOf("mode", "constant", "constant", "reflect", "edge");
        long[] given = (asInputs ? context.Numbers(1, "pads") : context.Attributes.Ints("pads")) ?? throw new ImportProblemException("has no pads");
        float fill = (asInputs ? context.Number(2, "value") : context.Attributes.Float("value")) ?? 0;
        ActivationValue value = context.Activation(0);
        int rank = value.Shape.Length;
        int[] axes = context.Opset >= 18 && context.Numbers(3, "axes") is { } some ? Axes.Normalize(some, rank) : [.. Enumerable.Range(0, rank)];
        if (given.Length != 2 * axes.Length) throw new ImportProblemException(Invariant($"has {given.Length} pads for {axes.Length} axes; expected {2 * axes.Length}"));
        if (given.Any(p => Math.Abs(Math.Clamp(p, -int.MaxValue - 1L, int.MaxValue + 1L)) > int.MaxValue)) throw new ImportProblemException($"has the pads {Dimensions.Text(given)}");

        int[] begin = new int[rank], end = new int[rank];
        for (int i = 0; i < axes.Length; i++) (begin[axes[i]], end[axes[i]]) = ((int)given[i], (int)given[axes.Length + i]);
        if (begin.Concat(end).All(p => p == 0))
        {
            context.Pass(0);
            return;
        }

        Frame frame = context.Frame(value, mixesFirst: begin[0] != 0 || end[0] != 0);
        begin = begin[frame.Skipped..];
        end = end[frame.Skipped..];
        // A person leaves the channels out where nothing is added to them.
        int from = begin.Length > 1 && begin[0] == 0 && end[0] == 0 ? 1 : 0;
        List<LayerArgument> arguments = [new("pads", (int[])[.. begin[from..], .. end[from..]])];
        if (mode != "constant") arguments.Add(new("mode", mode == "edge" ? "Edge" : "Reflect"));
        else if (fill != 0) arguments.Add(new("value", fill));
        context.Give(context.Add("Pad", [frame.Source], arguments), frame);
    }
}

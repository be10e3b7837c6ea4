using EdgeNet.Description;
using EdgeNet.Onnx.Import.Drafts;
using EdgeNet.Onnx.Import.Model;
using static System.FormattableString;

namespace EdgeNet.Onnx.Import.Operators;

/// <summary>CumSum → the product with a triangle of ones (https://onnx.ai/onnx/operators/onnx__CumSum.html).</summary>
internal static class RunningSumImporter
{
    /// <summary>The triangle's side: it lies in the weights.</summary>
    private const int MaxSide = 2048;

    public static void Import(NodeContext context)
    {
        ActivationValue value = context.Activation(0);
        if (context.Numbers(1, "axis") is not [var given]) throw new ImportProblemException("has no single axis (input 1)");
        int axis = Axes.Normalize(given, value.Shape.Length), side = value.Shape[axis];
        bool excludes = context.Attributes.Flag("exclusive", false), reverses = context.Attributes.Flag("reverse", false);
        if (side > MaxSide) throw new ImportProblemException(Invariant($"sums along {side} elements; {MaxSide} are supported"));
        context.Budget.Take((long)side * side);
        Frame frame = context.Frame(value, axis == 0);
        int rank = frame.Shape.Length, own = axis - frame.Skipped;
        int[] swapped = [.. Enumerable.Range(0, rank).Select(a => a == own ? rank - 1 : a == rank - 1 ? own : a)];
        LayerArgument[] swap = [new("axes", swapped)];
        DraftOutput source = rank == 1 ? context.View(frame.Source, [1, side]) : own == rank - 1 ? frame.Source : context.Add("Transpose", [frame.Source], swap);
        float Counts(int from, int to) => from == to ? excludes ? 0 : 1 : from < to != reverses ? 1 : 0;
        var triangle = new ConstantTensor([side, side], [.. Enumerable.Range(0, side * side).Select(i => Counts(i / side, i % side))]);
        DraftOutput sums = context.Add("MatMul", [source, context.ConstantLayer(triangle, triangle.Shape)], []);
        if (rank > 1 && own < rank - 1) sums = context.Add("Transpose", [sums], swap);
        context.Give(context.View(sums, frame.Shape), frame);
    }
}

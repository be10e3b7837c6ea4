using EdgeNet.Onnx.Import.Drafts;
using EdgeNet.Onnx.Import.Model;
using static System.FormattableString;
using static EdgeNet.Onnx.Proto.TensorProto.Types;

namespace EdgeNet.Onnx.Import.Operators;

/// <summary>
/// ArgMax, ArgMin and Hardmax (https://onnx.ai/onnx/operators/onnx__ArgMax.html): where the extreme is found, its place counts, and of these the
/// smallest or largest. The place comes out as a number in float32.
/// </summary>
internal static class ExtremeImporter
{
    public static void Import(NodeContext context)
    {
        ActivationValue value = context.Activation(0);
        int axis = Axes.Normalize(context.Attributes.Int("axis", 0), value.Shape.Length), size = value.Shape[axis];
        bool keepDims = context.Attributes.Flag("keepdims", true), last = context.Attributes.Flag("select_last_index", false);
        if (size > 1 << 24) throw new ImportProblemException(Invariant($"counts to {size}, beyond what float32 holds exactly"));
        context.Budget.Take(size);
        Frame frame = context.Frame(value, axis == 0);
        int own = axis - frame.Skipped;
        DraftOutput weighted = Places(context, frame.Source, own, context.Operator == "ArgMax" ? "ReduceMax" : "ReduceMin", last);
        DraftOutput best = context.Add("ReduceMax", [weighted], keepDims ? [new("axes", new[] { own })] : [new("axes", new[] { own }), new("keepDims", false)]);
        DraftOutput place = last ? context.Add("Sub", [best], [new("value", 1)]) : context.Add("Add", [context.Add("Activation", [best], [new("function", nameof(Activation.Neg))])], [new("value", size)]);
        int[] result = [.. value.Shape.Select((s, a) => a == axis ? 1 : s).Where((_, a) => keepDims || a != axis)];
        context.Give(0, place, result, DataType.Int64);
    }

    /// <summary>
    /// Hardmax: 1 where the largest element of an axis stands for the first time, else 0. Up to opset 12, it is the largest of all axes from the given
    /// one on (https://onnx.ai/onnx/operators/onnx__Hardmax.html).
    /// </summary>
    public static void Hardmax(NodeContext context)
    {
        ActivationValue value = context.Activation(0);
        int rank = value.Shape.Length, axis = Axes.Normalize(context.Attributes.Int("axis", context.Opset < 13 ? 1 : -1), rank);
        Frame frame = context.Frame(value, axis == 0);
        int own = axis - frame.Skipped;
        int[] shape = context.Opset < 13 ? [.. frame.Shape[..own], (int)Dimensions.Length(frame.Shape[own..])] : frame.Shape;
        if (shape[own] > 1 << 24) throw new ImportProblemException(Invariant($"counts to {shape[own]}, beyond what float32 holds exactly"));
        context.Budget.Take(shape[own]);
        DraftOutput weighted = Places(context, context.View(frame.Source, shape), own, "ReduceMax", last: false);
        DraftOutput best = context.Add("ReduceMax", [weighted], [new("axes", new[] { own })]);
        // Where all are NaN nothing is found, and 0 is no place.
        DraftOutput some = context.Add("Greater", [best], [new("value", 0)]);
        context.Give(context.View(context.Add("Mul", [context.Add("Equal", [weighted, best], []), some], []), frame.Shape), frame);
    }

    /// <summary>For each extreme element of an axis its place, for others 0: counted from 1 on, from the end that is wanted.</summary>
    private static DraftOutput Places(NodeContext context, DraftOutput source, int axis, string kind, bool last)
    {
        int size = source.Shape[axis];
        DraftOutput extreme = context.Add(kind, [source], [new("axes", new[] { axis })]);
        DraftOutput found = context.Add("Equal", [source, extreme], []);
        int[] shape = [.. source.Shape.Select((_, a) => a == axis ? size : 1)];
        var places = new ConstantTensor(shape, [.. Enumerable.Range(0, size).Select(i => (float)(last ? i + 1 : size - i))]);
        return context.Add("Mul", [found, context.ConstantLayer(places, shape)], []);
    }
}

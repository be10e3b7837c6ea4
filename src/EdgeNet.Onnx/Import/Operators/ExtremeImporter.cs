using EdgeNet.Onnx.Import.Drafts;
using EdgeNet.Onnx.Import.Model;
using static System.FormattableString;
using static EdgeNet.Onnx.Proto.TensorProto.Types;

namespace EdgeNet.Onnx.Import.Operators;

/// <summary>
/// ArgMax and ArgMin (https://onnx.ai/onnx/operators/onnx__ArgMax.html): where the extreme is found, its place counts, and of these the
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
        DraftOutput extreme = context.Add(context.Operator == "ArgMax" ? "ReduceMax" : "ReduceMin", [frame.Source], [new("axes", new[] { own })]);
        DraftOutput found = context.Add("Equal", [frame.Source, extreme], []);
        // Places count from 1 on, from the end that is wanted, so that 0 stands for what is not found.
        int[] shape = [.. frame.Shape.Select((_, a) => a == own ? size : 1)];
        var places = new ConstantTensor(shape, [.. Enumerable.Range(0, size).Select(i => (float)(last ? i + 1 : size - i))]);
        DraftOutput weighted = context.Add("Mul", [found, context.ConstantLayer(places, shape)], []);
        DraftOutput best = context.Add("ReduceMax", [weighted], keepDims ? [new("axes", new[] { own })] : [new("axes", new[] { own }), new("keepDims", false)]);
        DraftOutput place = last ? context.Add("Sub", [best], [new("value", 1)]) : context.Add("Add", [context.Add("Activation", [best], [new("function", nameof(Activation.Neg))])], [new("value", size)]);
        int[] result = [.. value.Shape.Select((s, a) => a == axis ? 1 : s).Where((_, a) => keepDims || a != axis)];
        context.Give(0, place, result, DataType.Int64);
    }
}

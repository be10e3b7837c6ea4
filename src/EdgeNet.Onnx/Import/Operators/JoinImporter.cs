using EdgeNet.Description;
using EdgeNet.Onnx.Import.Drafts;
using EdgeNet.Onnx.Import.Model;
using static System.FormattableString;

namespace EdgeNet.Onnx.Import.Operators;

/// <summary>Concat and Split (https://onnx.ai/onnx/operators/onnx__Concat.html, onnx__Split.html).</summary>
internal static class JoinImporter
{
    private const int MostInputs = 1024;

    public static void Concat(NodeContext context)
    {
        if (context.InputCount is < 1 or > MostInputs) throw new ImportProblemException(Invariant($"has {context.InputCount} inputs; expected 1 to {MostInputs}"));
        long given = context.Attributes.Int("axis") ?? throw new ImportProblemException("has no axis");
        // What is empty adds nothing; its other axes must fit all the same.
        int[] parts = [.. Enumerable.Range(0, context.InputCount).Where(i => EmptyShape(context, i) is null)];
        ActivationValue[] values = [.. parts.Select(context.Activation)];
        int rank = values[0].Shape.Length, axis = Axes.Normalize(given, rank);
        for (int i = 0; i < context.InputCount; i++)
            if (EmptyShape(context, i) is { } empty && (empty.Length != rank || empty[axis] != 0 || empty.Where((s, a) => a != axis && s != values[0].Shape[a]).Any()))
                throw new ImportProblemException(Invariant($"joins {Dimensions.Text(values[0].Shape)} and {Dimensions.Text(empty)} along axis {axis}; expected the same sizes on all other axes"));
        foreach (ActivationValue value in values)
        {
            if (value.Shape.Length == rank && Enumerable.Range(0, rank).All(a => a == axis || value.Shape[a] == values[0].Shape[a])) continue;
            throw new ImportProblemException(Invariant($"joins {Dimensions.Text(values[0].Shape)} and {Dimensions.Text(value.Shape)} along axis {axis}; expected the same sizes on all other axes"));
        }

        if (values.Length == 1)
        {
            context.Pass(parts[0]);
            return;
        }

        int[] shape = [.. values[0].Shape];
        shape[axis] = checked((int)values.Sum(v => (long)v.Shape[axis]));
        Frame first = context.Frame(values[0], axis == 0);
        int skipped = first.Skipped;
        DraftOutput[] sources = [first.Source, .. values.Skip(1).Select(v => context.View(v.Source, skipped == 1 ? NodeContext.SampleShape(v.Shape) : v.Shape))];
        LayerArgument[] arguments = axis == skipped ? [] : [new("axis", axis - skipped)];
        context.Give(0, context.Add("Concat", sources, arguments), shape);
    }

    private static int[]? EmptyShape(NodeContext context, int input) =>
        context.Input(input) is ConstantValue { Tensor: { Length: 0 } empty } ? empty.Shape : null;

    /// <summary>Split's sizes became an input in opset 13; from 18 on there may be a number of parts instead, the last one smaller.</summary>
    public static void Split(NodeContext context)
    {
        ActivationValue value = context.Activation(0);
        var (axis, lengths) = Parts(context, value.Shape);
        int parts = lengths.Length;
        if (parts == 1)
        {
            context.Pass(0);
            return;
        }

        Frame frame = context.Frame(value, axis == 0);
        int own = axis - frame.Skipped;
        int[][] shapes = [.. lengths.Select(l => (int[])[.. frame.Shape[..own], l, .. frame.Shape[(own + 1)..]])];
        List<LayerArgument> arguments = [new("sizes", lengths.Distinct().Count() == 1 ? [parts] : lengths)];
        if (own != 0) arguments.Add(new("axis", own));
        LayerDraft split = context.Append("Split", frame.Source, arguments, shapes);
        for (int i = 0; i < parts; i++) context.Give(i, new DraftOutput(split, i), frame.WithFirst(shapes[i]));
    }

    /// <summary>What a Split parts: the axis, and the size of each part.</summary>
    public static (int Axis, int[] Lengths) Parts(NodeContext context, int[] shape)
    {
        long given = context.Attributes.Int("axis", 0);
        long[]? sizes = context.Opset >= 13 ? context.Numbers(1, "split") : context.Attributes.Ints("split");
        int parts = context.Opset >= 18 && sizes is null ? context.Attributes.Size("num_outputs", context.OutputCount, 1) : sizes?.Length ?? context.OutputCount;
        if (context.Opset >= 18) context.Attributes.Ignore("num_outputs");
        int axis = Axes.Normalize(given, shape.Length), size = shape[axis];
        if (parts != context.OutputCount) throw new ImportProblemException(Invariant($"has {context.OutputCount} outputs for {parts} parts"));
        return (axis, sizes is not null ? Check(sizes, size, axis) : Equal(size, parts, axis));
    }

    private static int[] Check(long[] sizes, int size, int axis)
    {
        if (sizes.Any(s => s < 1) || Dimensions.Length(sizes) < 0 || sizes.Sum() != size)
            throw new ImportProblemException(Invariant($"parts the {size} elements of axis {axis} into {Dimensions.Text(sizes)}; expected sizes of 1 or more that make up {size}"));
        return [.. sizes.Select(s => (int)s)];
    }

    private static int[] Equal(int size, int parts, int axis)
    {
        int length = (size + parts - 1) / parts, last = size - length * (parts - 1);
        return last >= 1 ? [.. Enumerable.Repeat(length, parts - 1), last]
            : throw new ImportProblemException(Invariant($"parts the {size} elements of axis {axis} into {parts}"));
    }
}

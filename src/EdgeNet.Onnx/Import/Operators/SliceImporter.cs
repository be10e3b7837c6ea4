using EdgeNet.Description;
using EdgeNet.Onnx.Import.Drafts;
using EdgeNet.Onnx.Import.Model;
using static System.FormattableString;

namespace EdgeNet.Onnx.Import.Operators;

/// <summary>Slice and Gather (https://onnx.ai/onnx/operators/onnx__Slice.html, onnx__Gather.html). Slice's numbers became inputs in opset 10.</summary>
internal static class SliceImporter
{
    private const int MostPieces = 64;

    public static void Slice(NodeContext context)
    {
        ActivationValue value = context.Activation(0);
        SliceRange[] ranges = Read(context, value.Shape);
        int[] result = [.. value.Shape];
        foreach (SliceRange range in ranges) result[range.Axis] = range.Count;
        if (ranges.Any(r => r.Count == 0)) throw new ImportProblemException($"leaves nothing of {Dimensions.Text(value.Shape)}: {Dimensions.Text(result)}");
        SliceRange[] cuts = [.. ranges.Where(r => !r.IsAll(value.Shape[r.Axis])).OrderBy(r => r.Axis)];
        if (cuts.Length == 0)
        {
            context.Pass(0);
            return;
        }

        Frame frame = context.Frame(value, cuts[0].Axis == 0);
        context.Give(0, Cut(context, frame, cuts), result);
    }

    /// <summary>Gather with constant indices: a slice where they are even, else slices joined, and many by a table.</summary>
    public static void Gather(NodeContext context)
    {
        ActivationValue value = context.Activation(0);
        int axis = Axes.Normalize(context.Attributes.Int("axis", 0), value.Shape.Length), size = value.Shape[axis];
        ConstantTensor indices = context.Constant(1, "indices");
        if (indices.Length is < 1 or > Dimensions.MaxElements) throw new ImportProblemException("has no indices");
        int[] at = [.. indices.Longs().Select(i => i >= -size && i < size ? (int)(i < 0 ? i + size : i)
            : throw new ImportProblemException(Invariant($"has the index {i} on an axis of {size}")))];
        List<SliceRange> pieces = Pieces(at, axis);
        int[] shape = [.. value.Shape[..axis], .. indices.Shape, .. value.Shape[(axis + 1)..]];
        if (pieces.Count > MostPieces)
        {
            Frame whole = context.Frame(value, axis == 0);
            context.Give(0, IndexImporter.Gather(context, whole.Source, axis - whole.Skipped, at), shape);
            return;
        }

        Frame frame = context.Frame(value, axis == 0);
        DraftOutput[] cuts = [.. pieces.Select(p => p.IsAll(size) ? frame.Source : Cut(context, frame, [p]))];
        int own = axis - frame.Skipped;
        DraftOutput joined = cuts.Length == 1 ? cuts[0] : context.Add("Concat", cuts, own == 0 ? [] : [new("axis", own)]);
        context.Give(0, joined, shape);
    }

    /// <summary>The ranges that a Slice node has, clamped as numpy does it.</summary>
    public static SliceRange[] Read(NodeContext context, int[] shape)
    {
        bool asInputs = context.Opset >= 10;
        long[] starts = (asInputs ? context.Numbers(1, "starts") : context.Attributes.Ints("starts")) ?? throw new ImportProblemException("has no starts");
        long[] ends = (asInputs ? context.Numbers(2, "ends") : context.Attributes.Ints("ends")) ?? throw new ImportProblemException("has no ends");
        long[] given = (asInputs ? context.Numbers(3, "axes") : context.Attributes.Ints("axes")) ?? [.. Enumerable.Range(0, starts.Length).Select(a => (long)a)];
        long[] steps = (asInputs ? context.Numbers(4, "steps") : null) ?? [.. Enumerable.Repeat(1L, starts.Length)];
        if (ends.Length != starts.Length || given.Length != starts.Length || steps.Length != starts.Length)
            throw new ImportProblemException(Invariant($"has {starts.Length} starts, {ends.Length} ends, {given.Length} axes and {steps.Length} steps; expected as many of each"));
        int[] axes = Axes.Normalize(given, shape.Length);
        return [.. axes.Select((axis, i) => SliceRange.Clamp(axis, shape[axis], starts[i], ends[i], steps[i]))];
    }

    private static DraftOutput Cut(NodeContext context, Frame frame, IReadOnlyList<SliceRange> cuts)
    {
        int[] axes = [.. cuts.Select(c => c.Axis - frame.Skipped)];
        List<LayerArgument> arguments =
        [
            new("starts", cuts.Select(c => c.Start).ToArray()),
            new("ends", cuts.Select(c => c.End).ToArray()),
        ];
        if (!axes.SequenceEqual(Enumerable.Range(0, axes.Length))) arguments.Add(new("axes", axes));
        if (cuts.Any(c => c.Step != 1)) arguments.Add(new("steps", cuts.Select(c => c.Step).ToArray()));
        return context.Add("Slice", [frame.Source], arguments);
    }

    /// <summary>Indices as runs with an even step.</summary>
    private static List<SliceRange> Pieces(int[] at, int axis)
    {
        var pieces = new List<SliceRange>();
        for (int i = 0; i < at.Length;)
        {
            int step = i + 1 < at.Length ? at[i + 1] - at[i] : 1, count = 1;
            if (step == 0) step = 1;
            while (i + count < at.Length && at[i + count] == at[i] + count * step) count++;
            pieces.Add(new(axis, at[i], count, count == 1 ? 1 : step));
            i += count;
        }

        return pieces;
    }
}

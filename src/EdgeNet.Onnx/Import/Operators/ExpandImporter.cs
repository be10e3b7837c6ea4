using EdgeNet.Onnx.Import.Drafts;
using EdgeNet.Onnx.Import.Model;
using static System.FormattableString;

namespace EdgeNet.Onnx.Import.Operators;

/// <summary>
/// Expand and Tile (https://onnx.ai/onnx/operators/onnx__Expand.html, onnx__Tile.html). What is repeated as a whole is an axis of 1 that an
/// Upsample enlarges: it takes neither a table nor code that grows with the count.
/// </summary>
internal static class ExpandImporter
{
    public static void Expand(NodeContext context)
    {
        ActivationValue value = context.Activation(0);
        long[] target = context.Numbers(1, "shape") ?? throw new ImportProblemException("has no shape (input 1)");
        if (Dimensions.Length(target) < 1 || target.Length > Dimensions.MaxRank) throw new ImportProblemException($"expands to {Dimensions.Text(target)}");
        int[] shape = [.. target.Select(s => (int)s)];
        int[] result = Dimensions.Broadcast(value.Shape, shape) ?? throw new ImportProblemException($"expands {Dimensions.Text(value.Shape)} to {Dimensions.Text(target)}, which does not fit");
        context.Give(0, Broadcast(context, value, result), result);
    }

    public static void Tile(NodeContext context)
    {
        ActivationValue value = context.Activation(0);
        long[] repeats = context.Numbers(1, "repeats") ?? throw new ImportProblemException("has no repeats (input 1)");
        if (repeats.Length != value.Shape.Length) throw new ImportProblemException($"has the repeats {Dimensions.Text(repeats)} for {Dimensions.Text(value.Shape)}");
        if (repeats.Any(r => r is < 1 or > int.MaxValue)) throw new ImportProblemException($"has the repeats {Dimensions.Text(repeats)}; expected 1 or more, as no value of a network is empty");
        int[] result = Sizes(value.Shape.Select((size, axis) => size * repeats[axis]));
        context.Budget.Take(Dimensions.Length(result));
        Frame frame = context.Frame(value, repeats[0] != 1);
        DraftOutput source = frame.Source;
        for (int axis = frame.Skipped; axis < repeats.Length; axis++)
            if (repeats[axis] != 1) source = Repeat(context, source, axis - frame.Skipped, (int)repeats[axis], isNew: false);
        context.Give(0, source, result);
    }

    /// <summary>A value as often as a shape needs it, to which it can be broadcast.</summary>
    public static DraftOutput Broadcast(NodeContext context, ActivationValue value, int[] result)
    {
        if (Sizes(result.Select(s => (long)s)).SequenceEqual(value.Shape)) return value.Source;
        // A scalar lies in the network as one element.
        int added = result.Length - Math.Max(1, value.Shape.Length);
        bool mixesFirst = added > 0 || value.Shape.Length == 0 || result[0] != value.Shape[0];
        if (context.Mode == BatchMode.Whole && Dimensions.Length(result) == Dimensions.Length(value.Shape)) return value.Source;
        context.Budget.Take(Dimensions.Length(result));
        Frame frame = context.Frame(value, mixesFirst);
        DraftOutput source = frame.Source;
        int[] own = value.Shape[frame.Skipped..], wanted = result[frame.Skipped..];
        if (own.Length == 0) own = [1];
        for (int axis = own.Length - 1; axis >= 0; axis--)
            if (own[axis] != wanted[added + axis]) source = Repeat(context, source, axis, wanted[added + axis], isNew: false);
        int outer = wanted.Take(added).Aggregate(1, (product, size) => checked(product * size));
        if (outer > 1) source = Repeat(context, source, 0, outer, isNew: true);
        return source;
    }

    private static int[] Sizes(IEnumerable<long> sizes)
    {
        long[] all = [.. sizes];
        return Dimensions.Length(all) >= 1 ? [.. all.Select(s => (int)s)] : throw new ImportProblemException($"gives the shape {Dimensions.Text(all)}");
    }

    /// <summary>All from an axis on several times, one after the other.</summary>
    private static DraftOutput Repeat(NodeContext context, DraftOutput source, int axis, int times, bool isNew)
    {
        int[] shape = source.Shape;
        int outer = (int)Dimensions.Length(shape[..axis]), inner = (int)Dimensions.Length(shape[axis..]);
        DraftOutput repeated = context.Add("Upsample", [context.View(source, [outer, 1, inner])], [new("scales", new[] { times, 1 })]);
        int[] result = isNew ? [times, .. shape] : [.. shape[..axis], checked(shape[axis] * times), .. shape[(axis + 1)..]];
        return context.View(repeated, result);
    }
}

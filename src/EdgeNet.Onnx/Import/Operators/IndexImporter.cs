using EdgeNet.Description;
using EdgeNet.Onnx.Import.Drafts;
using EdgeNet.Onnx.Import.Model;
using static System.FormattableString;
using static EdgeNet.Onnx.Proto.TensorProto.Types;

namespace EdgeNet.Onnx.Import.Operators;

/// <summary>
/// GatherElements, GatherND, ScatterElements and ScatterND with constant indices → Gather (https://onnx.ai/onnx/operators, each by its name). What
/// is written is joined behind the data, and each element taken from there or from here.
/// </summary>
internal static class IndexImporter
{
    /// <summary>Indices that one layer may have; they stand in the class and its code.</summary>
    private const int MaxIndices = 1 << 16;

    /// <summary>Updates that one place may have where they are reduced: each makes layers of its own.</summary>
    private const int MaxRounds = 64;

    public static void GatherElements(NodeContext context)
    {
        ActivationValue value = context.Activation(0);
        ConstantTensor indices = context.Constant(1, "indices");
        long[] from = IndexMaps.Elements(value.Shape, indices, Axes.Normalize(context.Attributes.Int("axis", 0), value.Shape.Length));
        context.Give(0, Take(context, Blocks(context, value, 1), from), indices.Shape);
    }

    public static void GatherND(NodeContext context)
    {
        ActivationValue value = context.Activation(0);
        ConstantTensor indices = context.Constant(1, "indices");
        int batch = context.Attributes.Size("batch_dims", 0, 0);
        var (blocks, length) = IndexMaps.Tuples(value.Shape, indices, batch);
        context.Give(0, Take(context, Blocks(context, value, length), blocks), [.. indices.Shape[..^1], .. value.Shape[(batch + indices.Shape[^1])..]]);
    }

    public static void ScatterND(NodeContext context)
    {
        ActivationValue data = context.Activation(0);
        var (blocks, length) = IndexMaps.Tuples(data.Shape, context.Constant(1, "indices"));
        Scatter(context, data, blocks, length);
    }

    /// <summary>ScatterElements, and Scatter, as it was called up to opset 10.</summary>
    public static void ScatterElements(NodeContext context)
    {
        ActivationValue data = context.Activation(0);
        long[] targets = IndexMaps.Elements(data.Shape, context.Constant(1, "indices"), Axes.Normalize(context.Attributes.Int("axis", 0), data.Shape.Length));
        Scatter(context, data, targets, 1);
    }

    /// <summary>A Gather layer, or nothing where all is taken as it is.</summary>
    public static DraftOutput Gather(NodeContext context, DraftOutput source, int axis, int[] indices)
    {
        RequireCount(indices.Length);
        if (indices.Length == source.Shape[axis] && indices.SequenceEqual(Enumerable.Range(0, indices.Length))) return source;
        return context.Add("Gather", [source], axis == 0 ? [new("indices", indices)] : [new("indices", indices), new("axis", axis)]);
    }

    /// <summary>Refuses more indices than one layer may have, before they are made.</summary>
    public static void RequireCount(long count)
    {
        if (count > MaxIndices) throw new ImportProblemException(Invariant($"picks {count} elements by their numbers; {MaxIndices} are supported"));
    }

    private static void Scatter(NodeContext context, ActivationValue data, long[] targets, int length)
    {
        string reduction = context.Attributes.OneOf("reduction", "none", "none", "add", "mul", "min", "max");
        ActivationValue updates = context.Activation(2);
        if (Dimensions.Length(updates.Shape) != targets.Length * (long)length)
            throw new ImportProblemException(Invariant($"has updates of {Dimensions.Text(updates.Shape)} for {targets.Length} places of {length}"));
        DraftOutput old = Blocks(context, data, length), written = Blocks(context, updates, length);
        if (reduction == "none")
        {
            context.Give(0, Write(context, old, written, targets), data.Shape, data.Type);
            return;
        }

        string kind = reduction == "add" ? "Add" : reduction == "mul" ? "Mul" : reduction == "min" ? "Min" : "Max";
        foreach (long[] round in Rounds(targets))
        {
            long[] places = [.. round.Select(i => targets[i])];
            DraftOutput part = round.Length == targets.Length ? written : Take(context, written, round);
            old = Write(context, old, context.Add(kind, [Take(context, old, places), part], []), places);
        }

        context.Give(0, old, data.Shape, data.Type);
    }

    private static DraftOutput Write(NodeContext context, DraftOutput old, DraftOutput written, long[] targets) =>
        Take(context, context.Add("Concat", [old, written], []), IndexMaps.Written(old.Shape[0], targets));

    /// <summary>Updates in rounds, in none of which a place is written twice: the first update of each place, then the second.</summary>
    private static List<long[]> Rounds(long[] targets)
    {
        var counts = new Dictionary<long, int>();
        var rounds = new List<List<long>>();
        for (int i = 0; i < targets.Length; i++)
        {
            int round = counts[targets[i]] = counts.GetValueOrDefault(targets[i]) + 1;
            if (round > MaxRounds)
                throw new ImportProblemException(Invariant($"reduces more than {MaxRounds} updates in one place; a product with a constant matrix of 0 and 1 (MatMul) gives the same sums"));
            if (round > rounds.Count) rounds.Add([]);
            rounds[round - 1].Add(i);
        }

        return [.. rounds.Select(r => r.ToArray())];
    }

    private static DraftOutput Take(NodeContext context, DraftOutput blocks, long[] from)
    {
        if (from.Length == 0) throw new ImportProblemException("has no indices");
        return Gather(context, blocks, 0, Array.ConvertAll(from, i => (int)i));
    }

    /// <summary>A value as rows of elements that move together.</summary>
    private static DraftOutput Blocks(NodeContext context, ActivationValue value, int length)
    {
        Frame frame = context.Frame(value, mixesFirst: true);
        int count = (int)(Dimensions.Length(value.Shape) / length);
        return context.View(frame.Source, length == 1 ? [count] : [count, length]);
    }
}

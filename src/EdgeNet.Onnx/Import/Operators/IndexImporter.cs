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
        if (reduction != "none" && targets.Distinct().Count() != targets.Length)
            throw new ImportProblemException($"has the reduction '{reduction}' and writes some places twice, which is supported for constants only");
        ActivationValue updates = context.Activation(2);
        long blocks = Dimensions.Length(data.Shape) / length;
        if (Dimensions.Length(updates.Shape) != targets.Length * (long)length)
            throw new ImportProblemException(Invariant($"has updates of {Dimensions.Text(updates.Shape)} for {targets.Length} places of {length}"));
        DraftOutput old = Blocks(context, data, length), written = Blocks(context, updates, length);
        if (reduction != "none") written = context.Add(reduction == "add" ? "Add" : reduction == "mul" ? "Mul" : reduction == "min"
            ? "Min" : "Max", [Take(context, old, targets), written], []);
        DraftOutput both = context.Add("Concat", [old, written], []);
        context.Give(0, Take(context, both, IndexMaps.Written(blocks, targets)), data.Shape, data.Type);
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

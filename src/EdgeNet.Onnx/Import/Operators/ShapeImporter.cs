using EdgeNet.Onnx.Import.Model;
using static System.FormattableString;

namespace EdgeNet.Onnx.Import.Operators;

/// <summary>
/// Reshape, Flatten, Squeeze and Unsqueeze: the elements stay where they are, and a layer appears only where another layer needs the new
/// shape (https://onnx.ai/onnx/operators, each by its name).
/// </summary>
internal static class ShapeImporter
{
    public static void Reshape(NodeContext context)
    {
        bool allowZero = context.Opset >= 14 && context.Attributes.Flag("allowzero", false);
        long[] target = context.Opset >= 5 ? context.Numbers(1, "shape") ?? throw new ImportProblemException("has no shape (input 1)") : [];
        Give(context, shape => Resolve(shape, target, allowZero));
    }

    public static void Flatten(NodeContext context)
    {
        long given = context.Attributes.Int("axis", 1);
        Give(context, shape =>
        {
            int axis = Axes.Normalize(given, shape.Length, allowEnd: true);
            return [(int)Dimensions.Length(shape[..axis]), (int)Dimensions.Length(shape[axis..])];
        });
    }

    public static void Squeeze(NodeContext context)
    {
        long[]? given = Axes.Read(context, asInputFrom: 13);
        RequireBatchStays(context, given, 0);
        Give(context, shape =>
        {
            int[] axes = given is null ? [.. Enumerable.Range(0, shape.Length).Where(a => shape[a] == 1)] : Axes.Normalize(given, shape.Length);
            if (axes.FirstOrDefault(a => shape[a] != 1, -1) is var wrong and >= 0)
                throw new ImportProblemException(Invariant($"takes axis {wrong} out of {Dimensions.Text(shape)}, which is not 1"));
            return [.. shape.Where((_, axis) => !axes.Contains(axis))];
        });
    }

    public static void Unsqueeze(NodeContext context)
    {
        long[] given = Axes.Read(context, asInputFrom: 13) ?? throw new ImportProblemException("has no axes");
        RequireBatchStays(context, given, given.Length);
        Give(context, shape =>
        {
            int rank = shape.Length + given.Length;
            if (rank > Dimensions.MaxRank) throw new ImportProblemException(Invariant($"gives {rank} axes; {Dimensions.MaxRank} are supported"));
            int[] axes = Axes.Normalize(given, rank);
            var rest = new Queue<int>(shape);
            return [.. Enumerable.Range(0, rank).Select(axis => axes.Contains(axis) ? 1 : rest.Dequeue())];
        });
    }

    /// <summary>Reshape's target with its 0, an axis as it is, and its -1, what is left.</summary>
    public static int[] Resolve(int[] shape, long[] target, bool allowZero)
    {
        long[] sizes = [.. target.Select((size, axis) => size != 0 || allowZero ? size
            : axis < shape.Length ? shape[axis] : throw new ImportProblemException(Invariant($"keeps axis {axis} of {Dimensions.Text(shape)}, which has none")))];
        long length = Dimensions.Length(shape), known = Dimensions.Length(sizes.Where(s => s != -1));
        int open = sizes.Count(s => s == -1);
        if (sizes.Length > Dimensions.MaxRank) throw new ImportProblemException(Invariant($"gives {sizes.Length} axes; {Dimensions.MaxRank} are supported"));
        bool fits = known >= 0 && open switch { 0 => known == length, 1 => known > 0 && length % known == 0, _ => false };
        if (!fits) throw new ImportProblemException($"brings {Dimensions.Text(shape)} into the shape {Dimensions.Text(target)}, which has another number of elements");
        return [.. sizes.Select(s => (int)(s == -1 ? length / known : s))];
    }

    private static void RequireBatchStays(NodeContext context, long[]? axes, int added)
    {
        if (context.Mode != BatchMode.Samples || context.IsConstant) return;
        int rank = context.Activation(0).Shape.Length + added;
        if (axes is null ? context.Activation(0).Shape[0] == 1 : axes.Any(a => a == 0 || a == -rank))
            throw new ImportProblemException("changes the first axis, which is the batch axis");
    }

    private static void Give(NodeContext context, Func<int[], int[]> reshape)
    {
        if (context.IsConstant)
        {
            ConstantTensor tensor = context.Constant(0, "data");
            context.Give(tensor.Reshape(reshape(tensor.Shape)));
            return;
        }

        ActivationValue value = context.Activation(0);
        int[] shape = reshape(value.Shape);
        if (context.Mode == BatchMode.Samples && (shape.Length == 0 || shape[0] != value.Shape[0]))
            throw new ImportProblemException($"brings {Dimensions.Text(value.Shape)} into {Dimensions.Text(shape)}, which does not keep the batch axis in front");
        context.Give(0, value.Source, shape);
    }
}

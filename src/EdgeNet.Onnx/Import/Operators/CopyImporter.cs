using EdgeNet.Description;
using EdgeNet.Onnx.Import.Drafts;
using EdgeNet.Onnx.Import.Model;
using static System.FormattableString;
using static EdgeNet.Onnx.Proto.TensorProto.Types;

namespace EdgeNet.Onnx.Import.Operators;

/// <summary>The operators that compute nothing: Identity, Dropout, Cast, Expand, Tile, Shape, Size.</summary>
internal static class CopyImporter
{
    private const int MostRepeats = 64;

    public static void Identity(NodeContext context) => context.Pass(0);

    /// <summary>Dropout is a layer that training knows and inference has no trace of. Its ratio became an input in opset 12.</summary>
    public static void Dropout(NodeContext context)
    {
        context.Attributes.Ignore("seed", "is_test", "consumed_inputs");
        context.RequireUnused(1, "its mask (output 1)");
        float ratio = (context.Opset >= 12 ? context.Number(1, "ratio") : context.Attributes.Float("ratio")) ?? 0.5f;
        if (context.Opset >= 12 && context.Number(2, "training_mode") is > 0)
            throw new ImportProblemException("is in training mode, where elements are dropped at random; export the model for inference (model.eval() in PyTorch)");
        ActivationValue value = context.Activation(0);
        if (!(ratio > 0 && ratio < 1)) context.Pass(0);
        else context.Give(0, context.Add("Dropout", [value.Source], ratio == 0.5f ? [] : [new("rate", ratio)]), value.Shape);
    }

    /// <summary>Floating-point types are all float32 here; integers that only move are too.</summary>
    public static void Cast(NodeContext context)
    {
        context.Attributes.Ignore("saturate", "round_mode");
        ActivationValue value = context.Activation(0);
        int to = context.Operator == "CastLike" ? (int)CastLikeType(context) : context.Attributes.Size("to", 0, 0);
        if (!ElementType.IsFloating((DataType)to) && to != (int)value.Type)
            throw new ImportProblemException($"casts to {ElementType.Name(to)}; networks compute in float32 throughout");
        context.Give(0, value.Source, value.Shape, (DataType)to);
    }

    public static void Expand(NodeContext context)
    {
        ActivationValue value = context.Activation(0);
        long[] target = context.Numbers(1, "shape") ?? throw new ImportProblemException("has no shape (input 1)");
        if (Dimensions.Length(target) < 1 || target.Length > Dimensions.MaxRank) throw new ImportProblemException($"expands to {Dimensions.Text(target)}");
        int[] shape = [.. target.Select(s => (int)s)];
        int[] result = Dimensions.Broadcast(value.Shape, shape) ?? throw new ImportProblemException($"expands {Dimensions.Text(value.Shape)} to {Dimensions.Text(target)}, which does not fit");
        if (Dimensions.Length(result.Select(s => (long)s)) < 1) throw new ImportProblemException($"gives the shape {Dimensions.Text(result)}");
        if (Dimensions.Length(result) == Dimensions.Length(value.Shape) && (context.Mode == BatchMode.Whole || result.Length == value.Shape.Length))
        {
            context.Give(0, value.Source, result);
            return;
        }

        // Broadcasting is what sums do: 0 is added in the wanted shape, without a batch axis.
        bool ownsBatch = context.Mode == BatchMode.Samples && result.Length == value.Shape.Length && result[0] == value.Shape[0];
        int[] zeros = ownsBatch ? [1, .. result[1..]] : result;
        context.Budget.Take(Dimensions.Length(zeros));
        var constant = new ConstantTensor(DataType.Float, zeros, TensorData.Of(0.0, Dimensions.Length(zeros)));
        var (source, onnxShape) = ElementwiseImporter.Combine(context, "Add", [Operand.Of(value), Operand.Of(constant)]);
        context.Give(0, source, onnxShape);
    }

    public static void Tile(NodeContext context)
    {
        ActivationValue value = context.Activation(0);
        long[] repeats = context.Numbers(1, "repeats") ?? throw new ImportProblemException("has no repeats (input 1)");
        if (repeats.Length != value.Shape.Length || repeats.Any(r => r is < 1 or > MostRepeats))
            throw new ImportProblemException(Invariant($"has the repeats {Dimensions.Text(repeats)} for {Dimensions.Text(value.Shape)}; 1 to {MostRepeats} on each axis are supported"));
        if (repeats.All(r => r == 1))
        {
            context.Pass(0);
            return;
        }

        Frame frame = context.Frame(value, repeats[0] != 1);
        DraftOutput source = frame.Source;
        for (int axis = frame.Skipped; axis < repeats.Length; axis++)
        {
            if (repeats[axis] == 1) continue;
            int own = axis - frame.Skipped;
            source = context.Add("Concat", [.. Enumerable.Repeat(source, (int)repeats[axis])], own == 0 ? [] : [new("axis", own)]);
        }

        context.Give(source, frame);
    }

    /// <summary>A value's shape is known: it is a constant. Its parts may be asked for since opset 15.</summary>
    public static void Shape(NodeContext context)
    {
        int[] shape = ShapeOf(context);
        long start = context.Attributes.Int("start", 0), end = context.Attributes.Int("end", long.MaxValue / 2);
        SliceRange range = SliceRange.Clamp(0, shape.Length, start, end, 1);
        context.Give(new ConstantTensor([range.Count], [.. shape.Skip(range.Start).Take(range.Count).Select(s => (long)s)]));
    }

    public static void Size(NodeContext context) => context.Give(new ConstantTensor([], (long[])[Dimensions.Length(ShapeOf(context))]));

    private static int[] ShapeOf(NodeContext context) => context.IsConstantInput(0) ? context.Constant(0, "data").Shape : context.Activation(0).Shape;

    private static DataType CastLikeType(NodeContext context) => context.IsConstantInput(1) ? context.Constant(1, "type").Type : context.Activation(1).Type;
}

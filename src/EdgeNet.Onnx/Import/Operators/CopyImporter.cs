using EdgeNet.Description;
using EdgeNet.Onnx.Import.Drafts;
using EdgeNet.Onnx.Import.Model;
using static System.FormattableString;
using static EdgeNet.Onnx.Proto.TensorProto.Types;

namespace EdgeNet.Onnx.Import.Operators;

/// <summary>The operators that compute nothing: Identity, Dropout, Shape, Size.</summary>
internal static class CopyImporter
{
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

    /// <summary>Dropout of a constant, which inference passes on.</summary>
    public static void DropConstant(NodeContext context)
    {
        context.Attributes.Ignore("seed", "is_test", "consumed_inputs", "ratio");
        context.RequireUnused(1, "its mask (output 1)");
        if (context.Opset >= 12 && context.Number(2, "training_mode") is > 0) throw new ImportProblemException("is in training mode, where elements are dropped at random");
        context.Pass(0);
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
}

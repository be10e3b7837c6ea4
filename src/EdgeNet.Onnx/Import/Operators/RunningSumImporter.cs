using EdgeNet.Description;
using EdgeNet.Onnx.Import.Drafts;
using EdgeNet.Onnx.Import.Model;

namespace EdgeNet.Onnx.Import.Operators;

/// <summary>
/// CumSum → sums with itself, moved by 1, 2, 4 … elements (W. D. Hillis and G. L. Steele, "Data parallel algorithms", 1986;
/// https://onnx.ai/onnx/operators/onnx__CumSum.html). A product with a triangle of ones would make NaN of an infinity everywhere.
/// </summary>
internal static class RunningSumImporter
{
    public static void Import(NodeContext context)
    {
        ActivationValue value = context.Activation(0);
        if (context.Numbers(1, "axis") is not [var given]) throw new ImportProblemException("has no single axis (input 1)");
        int axis = Axes.Normalize(given, value.Shape.Length), size = value.Shape[axis];
        bool excludes = context.Attributes.Flag("exclusive", false), reverses = context.Attributes.Flag("reverse", false);
        Frame frame = context.Frame(value, axis == 0);
        int own = axis - frame.Skipped;
        DraftOutput sums = excludes ? Moved(context, frame.Source, own, 1, reverses) : frame.Source;
        for (int distance = 1; distance < size; distance = checked(2 * distance))
            sums = context.Add("Add", [sums, Moved(context, sums, own, distance, reverses)], []);
        context.Give(sums, frame);
    }

    /// <summary>The elements of an axis moved towards its end, or its beginning, with zeros behind them.</summary>
    private static DraftOutput Moved(NodeContext context, DraftOutput source, int axis, int distance, bool back)
    {
        int[] shape = source.Shape;
        int size = shape[axis], rank = shape.Length;
        if (distance >= size)
            return context.ConstantLayer(new(Proto.TensorProto.Types.DataType.Float, shape, TensorData.Of(0.0, Dimensions.Length(shape))), shape);
        List<LayerArgument> cut = [new("starts", new[] { back ? distance : 0 }), new("ends", new[] { back ? size : size - distance })];
        if (axis != 0) cut.Add(new("axes", new[] { axis }));
        DraftOutput part = context.Add("Slice", [source], cut);
        // Channels to which nothing is added are left out.
        int from = rank > 1 && axis != 0 ? 1 : 0;
        int[] pads = new int[2 * (rank - from)];
        pads[axis - from + (back ? rank - from : 0)] = distance;
        return context.Add("Pad", [part], [new("pads", pads)]);
    }
}

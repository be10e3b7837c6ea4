using EdgeNet.Description;
using EdgeNet.Onnx.Import.Drafts;
using EdgeNet.Onnx.Import.Model;
using static EdgeNet.Onnx.Proto.TensorProto.Types;

namespace EdgeNet.Onnx.Import.Operators;

/// <summary>
/// DequantizeLinear of a network's inputs, QuantizeLinear of its outputs, and QLinearMatMul, in float32: integers of 8 and 16 bits are numbers
/// of it (https://onnx.ai/onnx/operators, each by its name). Scale and zero point are one number, one for each index of an axis, or one for
/// each block of it. Values that pass through integers between layers are refused: what runtimes make of them, integer arithmetic with
/// roundings of its own, float32 gives only nearly.
/// </summary>
internal static class QuantizeImporter
{
    /// <summary>DequantizeLinear: (x − zero point) · scale.</summary>
    public static void Dequantize(NodeContext context)
    {
        context.Attributes.Ignore("output_dtype");
        Operand x = ElementwiseImporter.ReadOperand(context, 0);
        if (context.PassesQuantization && x.Value is { } passed && ElementType.IsFloating(passed.Type))
        {
            context.NotePassedQuantization();
            context.Pass(0);
            return;
        }

        RefuseBetweenLayers(x);
        DataType type = Optional(context, 1)?.Value?.Type ?? DataType.Float;
        Layout layout = Layout.Of(context, x.Shape);
        Operand values = x.Reshape(layout.Shape);
        if (Optional(context, 2) is { } zero)
            values = Combine(context, "Sub", values, layout.Align(zero));
        Give(context, Combine(context, "Mul", values, layout.Align(ElementwiseImporter.ReadOperand(context, 1))), x.Shape, type);
    }

    /// <summary>QuantizeLinear: x / scale, rounded to the nearest even number, and the zero point, within the integer type's range.</summary>
    public static void Quantize(NodeContext context)
    {
        context.Attributes.Ignore("saturate", "precision");
        Operand x = ElementwiseImporter.ReadOperand(context, 0);
        if (context.PassesQuantization && x.Value is { } passed)
        {
            context.NotePassedQuantization();
            PassedQuantization.Give(context, passed);
            return;
        }

        Layout layout = Layout.Of(context, x.Shape);
        Operand scaled = Combine(context, "Div", x.Reshape(layout.Shape), layout.Align(ElementwiseImporter.ReadOperand(context, 1)));
        Operand? zero = Optional(context, 2);
        int asked = context.Attributes.Size("output_dtype", (int)DataType.Uint8, 0);
        DataType type = zero is null ? (DataType)asked : TypeOf(zero);
        Give(context, Round(context, scaled, zero is null ? null : layout.Align(zero), type), x.Shape, type);
    }

    /// <summary>QLinearMatMul: both sides without their zero points, their product, and the result quantized.</summary>
    public static void MatMul(NodeContext context)
    {
        Operand[] inputs = [.. Enumerable.Range(0, 8).Select(i => ElementwiseImporter.ReadOperand(context, i))];
        RefuseBetweenLayers(inputs[0]);
        RefuseBetweenLayers(inputs[3]);
        Operand a = Combine(context, "Sub", inputs[0], Row(inputs[2])), b = Combine(context, "Sub", inputs[3], inputs[5]);
        // Sums of products of 8-bit integers are exact in float32 up to a length of 256.
        (DraftOutput source, int[] shape) = MatMulImporter.Multiply(context, a, b);
        Operand product = Operand.Of(Any(context, a, b) with { Source = source, Shape = shape });
        Operand scale = Combine(context, "Div", Combine(context, "Mul", Row(inputs[1]), inputs[4]), inputs[6]);
        DataType type = TypeOf(inputs[7]);
        Give(context, Round(context, Combine(context, "Mul", product, scale), inputs[7], type), product.Shape, type);
    }

    private static void RefuseBetweenLayers(Operand operand)
    {
        if (operand.Value is { } value && value.Source.Draft.Kind != LayerDraft.Input && !ElementType.IsFloating(value.Type))
        {
            throw new ImportProblemException(
                "is quantized arithmetic between layers, which is unsupported: networks compute in float32; export the model before it is quantized");
        }
    }

    /// <summary>A number for each row stands in a column.</summary>
    private static Operand Row(Operand operand) => operand.Shape is [> 1] ? operand.Reshape([operand.Shape[0], 1]) : operand;

    private static Operand Round(NodeContext context, Operand scaled, Operand? zero, DataType type)
    {
        (float low, float high) = ElementType.QuantizedRange(type);
        Operand rounded = With(scaled, context.Add("Activation", [scaled.Value!.Source], ActivationImporter.Arguments(Activation.Round, null, null)));
        if (zero is not null)
            rounded = Combine(context, "Add", rounded, zero);
        return With(rounded, context.Add("Activation", [rounded.Value!.Source], ActivationImporter.Arguments(Activation.Clip, low, high)));
    }

    private static Operand Combine(NodeContext context, string kind, Operand a, Operand b)
    {
        (DraftOutput source, int[] shape) = ElementwiseImporter.Combine(context, kind, [a, b]);
        return Operand.Of(Any(context, a, b) with { Source = source, Shape = shape });
    }

    /// <summary>A value of the network; where both sides are constants, another input is one.</summary>
    private static ActivationValue Any(NodeContext context, Operand a, Operand b) =>
        a.Value ?? b.Value ?? Enumerable.Range(0, context.InputCount).Select(context.Input).OfType<ActivationValue>().First();

    private static Operand With(Operand operand, DraftOutput source) => Operand.Of(operand.Value! with { Source = source });

    private static Operand? Optional(NodeContext context, int input) => context.Has(input) ? ElementwiseImporter.ReadOperand(context, input) : null;

    private static DataType TypeOf(Operand operand) => operand.Constant?.Type ?? operand.Value!.Type;

    private static void Give(NodeContext context, Operand result, int[] shape, DataType type)
    {
        DraftOutput source = result.Value!.Source;
        if (!result.Shape.SequenceEqual(shape))
            source = context.View(source, context.Mode == BatchMode.Samples || shape.Length > 1 && shape[0] == 1 ? NodeContext.SampleShape(shape) : shape);
        context.Give(0, source, shape, type);
    }

    /// <summary>How scale and zero point meet a value: along an axis, or block by block along it, for which the axis is split.</summary>
    private sealed record Layout(int[] Shape, int Axis, int Blocks)
    {
        public static Layout Of(NodeContext context, int[] shape)
        {
            int axis = Math.Max(0, shape.Length == 0 ? 0 : Axes.Normalize(Math.Min(context.Attributes.Int("axis", 1), shape.Length - 1), shape.Length));
            int block = context.Attributes.Size("block_size", 0, 0);
            if (block == 0)
                return new Layout(shape, axis, 0);
            if (shape[axis] % block != 0)
                throw new ImportProblemException($"has blocks of {block} along an axis of {shape[axis]}, which they do not fill");
            int blocks = shape[axis] / block;
            return new Layout([.. shape[..axis], blocks, block, .. shape[(axis + 1)..]], axis, blocks);
        }

        public Operand Align(Operand parameter)
        {
            int[] own = parameter.Shape;
            if (Blocks > 0)
                return parameter.Reshape([.. own[..(Axis + 1)], 1, .. own[(Axis + 1)..]]);
            return own is [> 1] ? parameter.Reshape([own[0], .. Enumerable.Repeat(1, Shape.Length - Axis - 1)]) : parameter;
        }
    }
}

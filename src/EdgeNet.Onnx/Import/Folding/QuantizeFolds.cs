using EdgeNet.Onnx.Import.Model;
using EdgeNet.Onnx.Import.Operators;
using static EdgeNet.Onnx.Proto.TensorProto.Types;

namespace EdgeNet.Onnx.Import.Folding;

/// <summary>
/// DequantizeLinear and QuantizeLinear of constants: weights that a file keeps in few bits (https://onnx.ai/onnx/operators/onnx__DequantizeLinear.html).
/// Scale and zero point are one number, one for each index of an axis, or one for each block of it.
/// </summary>
internal static class QuantizeFolds
{
    public static void Dequantize(NodeContext context)
    {
        ConstantTensor data = context.Constant(0, "data"), scale = context.Constant(1, "scale");
        ConstantTensor? zero = context.Optional(2, "zero point");
        int[] of = Parameters(context, data, scale, zero);
        double[] scales = scale.Doubles(), result = new double[data.Length];
        long[] values = data.Longs(), zeros = zero?.Longs() ?? new long[scales.Length];
        context.Attributes.Ignore("output_dtype");
        for (int i = 0; i < result.Length; i++)
            result[i] = Numbers.Round(scale.Type, values[i] - zeros[of[i]]) * scales[of[i]];
        context.Give(ConstantTensor.Of(scale.Type, data.Shape, result));
    }

    public static void Quantize(NodeContext context)
    {
        ConstantTensor data = context.Constant(0, "data"), scale = context.Constant(1, "scale");
        ConstantTensor? zero = context.Optional(2, "zero point");
        var type = zero?.Type ?? (DataType)context.Attributes.Size("output_dtype", (int)DataType.Uint8, 0);
        context.Attributes.Ignore("output_dtype", "saturate", "precision");
        (long low, long high) = ElementType.QuantizedRange(type);
        int[] of = Parameters(context, data, scale, zero);
        double[] values = data.Doubles(), scales = scale.Doubles();
        long[] zeros = zero?.Longs() ?? new long[scales.Length], result = new long[values.Length];
        for (int i = 0; i < result.Length; i++)
        {
            double quotient = Numbers.Round(data.Type, values[i] / scales[of[i]]);
            result[i] = Math.Clamp(TensorData.Truncate(Math.Round(quotient, MidpointRounding.ToEven)) + zeros[of[i]], low, high);
        }

        context.Give(ConstantTensor.Of(type, data.Shape, result));
    }

    /// <summary>DynamicQuantizeLinear: to uint8, with the scale that the elements' range, 0 included, gives.</summary>
    public static void QuantizeDynamically(NodeContext context)
    {
        ConstantTensor data = context.Constant(0, "data");
        context.Budget.Take(2 * data.Length);
        float[] values = data.Floats();
        float low = values.Aggregate(0f, Math.Min), high = values.Aggregate(0f, Math.Max), scale = (high - low) / 255;
        float zero = scale == 0 ? 0 : MathF.Round(Math.Clamp(-low / scale, 0, 255), MidpointRounding.ToEven);
        long Quantized(float value) => TensorData.Truncate(Math.Clamp(MathF.Round(value / scale, MidpointRounding.ToEven) + zero, 0, 255));
        context.Give(0, ConstantTensor.Of(DataType.Uint8, data.Shape, Array.ConvertAll(values, Quantized)));
        context.Give(1, new ConstantTensor([], [scale]));
        context.Give(2, ConstantTensor.Of(DataType.Uint8, [], (long[])[(long)zero]));
    }

    /// <summary>Which scale each element has.</summary>
    private static int[] Parameters(NodeContext context, ConstantTensor data, ConstantTensor scale, ConstantTensor? zero)
    {
        context.Budget.Take(2 * data.Length);
        long given = context.Attributes.Int("axis", 1);
        int block = context.Attributes.Size("block_size", 0, 0);
        if (zero is not null && zero.Length != scale.Length) throw new ImportProblemException($"has a zero point of {Dimensions.Text(zero.Shape)} for a scale of {Dimensions.Text(scale.Shape)}");
        int[] of = new int[data.Length];
        if (scale.Length == 1) return of;
        int axis = Axes.Normalize(given, data.Shape.Length), size = data.Shape[axis];
        int blocks = block == 0 ? size : (size + block - 1) / block;
        int[] expected = block == 0 ? [size] : [.. data.Shape[..axis], blocks, .. data.Shape[(axis + 1)..]];
        if (!scale.Shape.SequenceEqual(expected)) throw new ImportProblemException($"has a scale of {Dimensions.Text(scale.Shape)}; expected {Dimensions.Text(expected)}");
        int inner = (int)Dimensions.Length(data.Shape[(axis + 1)..]);
        for (int i = 0; i < of.Length; i++)
        {
            int at = i / inner % size;
            of[i] = block == 0 ? at : (i / inner / size * blocks + at / block) * inner + i % inner;
        }

        return of;
    }
}

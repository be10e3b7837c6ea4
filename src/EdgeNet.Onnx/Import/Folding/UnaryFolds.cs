using EdgeNet.Onnx.Import.Model;
using static EdgeNet.Onnx.Proto.TensorProto.Types;

namespace EdgeNet.Onnx.Import.Folding;

/// <summary>Functions of one constant, element by element; activation functions among them.</summary>
internal static class UnaryFolds
{
    /// <summary>A function of one number.</summary>
    /// <param name="onDoubles">The function of numbers with fractions; its result is rounded to the type.</param>
    /// <param name="onLongs">The function of whole numbers, or null where there is none.</param>
    public static Action<NodeContext> Of(Func<double, double> onDoubles, Func<long, long>? onLongs = null) => context =>
    {
        context.Attributes.Ignore("consumed_inputs");
        Apply(context, onDoubles, onLongs);
    };

    /// <summary>A function with an alpha, and perhaps another parameter.</summary>
    /// <param name="alpha">ONNX's default.</param>
    /// <param name="function">The function of the parameters and a number.</param>
    /// <param name="other">The other parameter's name.</param>
    /// <param name="fallback">The other parameter's default.</param>
    public static Action<NodeContext> With(float alpha, Func<double, double, double, double> function, string other = "beta", float fallback = 0) => context =>
    {
        context.Attributes.Ignore("consumed_inputs");
        double a = context.Attributes.Float("alpha", alpha), b = context.Attributes.Float(other, fallback);
        Apply(context, v => function(a, b, v), null);
    };

    /// <summary>Gelu, exact or approximated by tanh.</summary>
    public static void Gelu(NodeContext context)
    {
        bool tanh = context.Attributes.OneOf("approximate", "none", "none", "tanh") == "tanh";
        Apply(context, tanh
            ? v => 0.5 * v * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (v + 0.044715 * v * v * v)))
            : v => 0.5 * v * (1 + SpecialFunctions.Erf(v / Math.Sqrt(2))), null);
    }

    /// <summary>Shrink.</summary>
    public static void Shrink(NodeContext context)
    {
        double bias = context.Attributes.Float("bias", 0), limit = context.Attributes.Float("lambd", 0.5f);
        Apply(context, v => v < -limit ? v + bias : v > limit ? v - bias : 0, null);
    }

    /// <summary>Clip; its bounds became inputs in opset 11. Where they cross, the upper one holds.</summary>
    public static void Clip(NodeContext context)
    {
        bool asInputs = context.Opset >= 11;
        context.Attributes.Ignore("consumed_inputs");
        ConstantTensor data = context.Constant(0, "data");
        if (!data.IsFloating)
        {
            long[]? low = context.Numbers(1, "min"), high = context.Numbers(2, "max");
            long Bound(long v)
            {
                if (low is [var l] && Numbers.Compare(data.Type, v, l) < 0) v = l;
                return high is [var h] && Numbers.Compare(data.Type, v, h) > 0 ? h : v;
            }

            Apply(context, v => v, Bound);
            return;
        }

        double min = (asInputs ? context.Optional(1, "min")?.Doubles()[0] : context.Attributes.Float("min")) ?? double.NegativeInfinity;
        double max = (asInputs ? context.Optional(2, "max")?.Doubles()[0] : context.Attributes.Float("max")) ?? double.PositiveInfinity;
        Apply(context, v => Math.Min(Math.Max(v, min), max), null);
    }

    /// <summary>IsNaN and IsInf give truth values.</summary>
    public static Action<NodeContext> Is(Func<NodeContext, Func<double, bool>> holds) => context =>
    {
        Func<double, bool> test = holds(context);
        ConstantTensor data = context.Constant(0, "data");
        context.Budget.Take(data.Length);
        context.Give(ConstantTensor.Of(DataType.Bool, data.Shape, Array.ConvertAll(data.Doubles(), v => test(v) ? 1L : 0L)));
    };

    /// <summary>Which infinities IsInf finds.</summary>
    public static Func<double, bool> IsInfinity(NodeContext context)
    {
        bool positive = context.Attributes.Flag("detect_positive", true), negative = context.Attributes.Flag("detect_negative", true);
        return v => positive && double.IsPositiveInfinity(v) || negative && double.IsNegativeInfinity(v);
    }

    private static void Apply(NodeContext context, Func<double, double> onDoubles, Func<long, long>? onLongs)
    {
        ConstantTensor tensor = context.Constant(0, "operand");
        context.Budget.Take(tensor.Length, tensor);
        if (tensor.IsFloating && tensor.Data.Uniform is { } value)
            context.Give(new ConstantTensor(tensor.Type, tensor.Shape, TensorData.Of(Numbers.Round(tensor.Type, onDoubles(Numbers.Round(tensor.Type, value))), tensor.Length)));
        else if (tensor.IsFloating)
            context.Give(ConstantTensor.Of(tensor.Type, tensor.Shape, Array.ConvertAll(tensor.Doubles(), v => onDoubles(v))));
        else if (onLongs is not null)
            context.Give(ConstantTensor.Of(tensor.Type, tensor.Shape, Array.ConvertAll(tensor.Longs(), v => onLongs(v))));
        else
            throw new ImportProblemException($"computes with constants of {ElementType.Name((int)tensor.Type)}; expected numbers with fractions");
    }
}

using EdgeNet.Description;
using EdgeNet.Onnx.Import.Drafts;
using EdgeNet.Onnx.Import.Model;
using static EdgeNet.Onnx.Proto.TensorProto.Types;

namespace EdgeNet.Onnx.Import.Operators;

/// <summary>
/// Comparisons, logic and Where on values that the network computes (https://onnx.ai/onnx/operators, each by its name). Truth values are 1 and
/// 0 in float32.
/// </summary>
internal static class MaskImporter
{
    private static readonly Dictionary<string, string> Turned = new()
    {
        ["Equal"] = "Equal", ["Greater"] = "Less", ["GreaterOrEqual"] = "LessOrEqual", ["Less"] = "Greater", ["LessOrEqual"] = "GreaterOrEqual",
    };

    /// <summary>Equal, Greater, GreaterOrEqual, Less, LessOrEqual.</summary>
    public static void Compare(NodeContext context)
    {
        context.Attributes.Ignore("broadcast", "axis");
        string kind = context.Operator;
        Operand a = ElementwiseImporter.ReadOperand(context, 0), b = ElementwiseImporter.ReadOperand(context, 1);
        if (a.Value is null) (a, b, kind) = (b, a, Turned[kind]);
        var (source, shape) = ElementwiseImporter.Combine(context, kind, [a, b]);
        context.Give(0, source, shape, DataType.Bool);
    }

    /// <summary>Not: what is 0 becomes 1.</summary>
    public static void Not(NodeContext context)
    {
        ActivationValue value = context.Activation(0);
        context.Give(0, IsZero(context, value.Source), value.Shape, DataType.Bool);
    }

    /// <summary>And, Or and Xor of truth values.</summary>
    public static Action<NodeContext> Logic(string kind) => context =>
    {
        context.Attributes.Ignore("broadcast", "axis");
        Operand[] operands = [ElementwiseImporter.ReadOperand(context, 0), ElementwiseImporter.ReadOperand(context, 1)];
        var (source, shape) = ElementwiseImporter.Combine(context, kind, operands);
        if (kind == "Sub") source = context.Add("Activation", [source], [new("function", nameof(Activation.Abs))]);
        context.Give(0, source, shape, DataType.Bool);
    };

    /// <summary>IsNaN: what does not equal itself.</summary>
    public static void IsNaN(NodeContext context)
    {
        ActivationValue value = context.Activation(0);
        DraftOutput equal = context.Add("Equal", [value.Source, value.Source], []);
        context.Give(0, IsZero(context, equal), value.Shape, DataType.Bool);
    }

    /// <summary>IsInf: what lies beyond the largest number.</summary>
    public static void IsInf(NodeContext context)
    {
        ActivationValue value = context.Activation(0);
        bool positive = context.Attributes.Flag("detect_positive", true), negative = context.Attributes.Flag("detect_negative", true);
        DraftOutput source = value.Source;
        if (positive && negative) source = context.Add("Activation", [source], [new("function", nameof(Activation.Abs))]);
        DraftOutput result = !positive && !negative ? context.Add("Mul", [IsZero(context, source)], [new("value", 0)])
            : context.Add(positive ? "Greater" : "Less", [source], [new("value", positive ? float.MaxValue : float.MinValue)]);
        context.Give(0, result, value.Shape, DataType.Bool);
    }

    /// <summary>Where: one of two values, as a third says.</summary>
    public static void Where(NodeContext context)
    {
        Operand[] operands = [.. Enumerable.Range(0, 3).Select(i => ElementwiseImporter.ReadOperand(context, i))];
        DataType type = operands[1].Value?.Type ?? operands[1].Constant!.Type;
        if (operands[0].Constant?.Uniform() is { } condition)
        {
            // The choice is known, and may yet be broadcast.
            int chosen = condition != 0 ? 1 : 2;
            int[] shape = operands.Select(o => o.Shape).Aggregate((a, b) => Dimensions.Broadcast(a, b)
                ?? throw new ImportProblemException($"joins {string.Join(" and ", operands.Select(o => Dimensions.Text(o.Shape)))}, which cannot be broadcast to each other"));
            if (operands[chosen].Constant is { } constant)
            {
                TensorMoves.Require(shape);
                context.Budget.Take(Dimensions.Length(shape), constant);
                context.Give(Folding.BinaryFolds.Expand(constant, shape));
            }
            else
            {
                context.Give(0, ExpandImporter.Broadcast(context, operands[chosen].Value!, shape), shape, type);
            }

            return;
        }

        var (source, result) = ElementwiseImporter.Combine(context, "Where", operands);
        context.Give(0, source, result, type);
    }

    /// <summary>
    /// Cast of a value. Floating-point types are all float32 here, and integers too; only where a fraction is cut off, or a truth value made, something
    /// is computed.
    /// </summary>
    public static void Cast(NodeContext context)
    {
        context.Attributes.Ignore("saturate", "round_mode");
        if (context.IsConstantInput(0))
        {
            // The type alone comes from what the network computes.
            context.Give(Folding.MakeFolds.Convert(context, context.Constant(0, "data"), TypeOf(context)));
            return;
        }

        ActivationValue value = context.Activation(0);
        DataType from = value.Type;
        var to = (DataType)(context.Operator == "CastLike" ? (int)TypeOf(context) : context.Attributes.Size("to", 0, 0));
        if (ElementType.Size(to) == 0) throw new ImportProblemException($"casts to {ElementType.Name((int)to)}; numbers of 8 to 64 bits are supported");
        DraftOutput source = value.Source;
        if (to == DataType.Bool && from != DataType.Bool)
        {
            source = IsZero(context, IsZero(context, source));
        }
        else if (!ElementType.IsFloating(to) && ElementType.IsFloating(from))
        {
            DraftOutput sign = context.Add("Activation", [source], [new("function", nameof(Activation.Sign))]);
            DraftOutput size = context.Add("Activation", [source], [new("function", nameof(Activation.Abs))]);
            source = context.Add("Mul", [context.Add("Activation", [size], [new("function", nameof(Activation.Floor))]), sign], []);
        }
        else if (!ElementType.IsFloating(to) && from != DataType.Bool && ElementType.Size(to) < ElementType.Size(from) && ElementType.Size(to) < 4)
        {
            throw new ImportProblemException($"casts {ElementType.Name((int)from)} to {ElementType.Name((int)to)}, where numbers may wrap; networks compute in float32 throughout");
        }

        context.Give(0, source, value.Shape, to);
    }

    private static DataType TypeOf(NodeContext context) => context.IsConstantInput(1) ? context.Constant(1, "type").Type : context.Activation(1).Type;

    private static DraftOutput IsZero(NodeContext context, DraftOutput source) => context.Add("Equal", [source], [new("value", 0)]);
}

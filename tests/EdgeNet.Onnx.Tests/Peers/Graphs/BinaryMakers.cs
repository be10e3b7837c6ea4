using static EdgeNet.Onnx.Proto.TensorProto.Types;

namespace EdgeNet.Onnx.Tests.Peers.Graphs;

/// <summary>Functions of two values and more, with broadcast.</summary>
internal static class BinaryMakers
{
    private static readonly DataType[] Numbers = [DataType.Float, DataType.Int64, DataType.Int32, DataType.Double];

    public static Dictionary<string, OperatorMaker> All { get; } = Make();

    private static Dictionary<string, OperatorMaker> Make()
    {
        var all = new Dictionary<string, OperatorMaker>(StringComparer.Ordinal);
        foreach (string name in new[] { "Add", "Sub", "Mul" }) all[name] = new(w => Give(w, name, null, Numbers));
        all["Div"] = new(Div);
        foreach (string name in new[] { "And", "Or", "Xor" }) all[name] = new(w => Give(w, name, DataType.Bool, DataType.Bool));
        foreach (string name in new[] { "BitwiseAnd", "BitwiseOr", "BitwiseXor" }) all[name] = new(w =>
            Give(w, name, null, DataType.Int64, DataType.Int32, DataType.Uint8), 18);
        all["Equal"] = new(w => Give(w, "Equal", DataType.Bool, w.Opset >= 11 ? Numbers : [DataType.Int64, DataType.Int32, DataType.Bool]));
        foreach (string name in new[] { "Greater", "Less" }) all[name] = new(w => Give(w, name, DataType.Bool, Numbers), 9);
        foreach (string name in new[] { "GreaterOrEqual", "LessOrEqual" }) all[name] = new(w => Give(w, name, DataType.Bool, Numbers), 12);
        foreach (string name in new[] { "Max", "Min", "Mean", "Sum" }) all[name] = new(w => Several(w, name));
        all["Mod"] = new(Mod, 10);
        all["BitShift"] = new(w => Give(w, "BitShift", null, [DataType.Uint8], ("direction", w.OneOf("LEFT", "RIGHT"))), 11);
        all["Pow"] = new(Pow);
        all["PRelu"] = new(PRelu);
        all["Where"] = new(Where, 9);
        return all;
    }

    private static void Give(GraphWriter w, string name, DataType? to, params DataType[] types) => Give(w, name, to, types, []);

    private static void Give(GraphWriter w, string name, DataType? to, DataType[] types, params (string, object?)[] attributes)
    {
        GraphValue a = w.Operand(name, _ => true, types), b = Other(w, name, a);
        if (w.Flip(0.3)) (a, b) = (b, a);
        w.Add(name, [a, b], to ?? a.Type, Shapes.Joined(a.Shape, b.Shape), attributes);
    }

    /// <summary>A second operand: a value that the first goes together with, or a constant.</summary>
    private static GraphValue Other(GraphWriter w, string name, GraphValue a, DataType? type = null)
    {
        bool needsConstant = a.IsConstant && GraphWriter.NeedsConstants(name);
        DataType of = type ?? a.Type;
        if (w.Flip() && w.Find(v => v.Type == of && Shapes.Broadcast(a.Shape, v.Shape) is not null,
            needsConstant) is { } found) return found;
        int[] shape = Shapes.Fitting(w, a.Shape);
        if (Shapes.Broadcast(a.Shape, shape) is null) shape = [];
        return of == DataType.Float ? w.Operands.Weights(shape) : w.Constant(of, shape);
    }

    private static void Several(GraphWriter w, string name)
    {
        DataType[] types = name is "Max" or "Min" && w.Opset >= 12 ? Numbers : [DataType.Float];
        List<GraphValue> operands = [w.Operand(name, _ => true, types)];
        int[] shape = operands[0].Shape;
        for (int i = w.Below(4); i > 0; i--)
        {
            GraphValue next = Other(w, name, operands[0] with { Shape = shape });
            if (Shapes.Broadcast(shape, next.Shape) is not { } both) continue;
            operands.Add(next);
            shape = both;
        }

        w.Add(name, [.. operands], operands[0].Type, shape);
    }

    private static void Div(GraphWriter w)
    {
        if (w.Flip(0.6))
        {
            Give(w, "Div", null, DataType.Float, DataType.Double);
            return;
        }

        // ONNX Runtime refuses whole numbers divided by 0.
        GraphValue a = w.Operand("Div", _ => true, DataType.Int64, DataType.Int32);
        GraphValue b = w.Constant(a.Type, Shapes.Fitting(w, a.Shape), () => w.OneOf(-3, -1, 1, 2, 5));
        w.Add("Div", [a, b], a.Type, Shapes.Broadcast(a.Shape, b.Shape) ?? throw new NothingFitsException());
    }

    private static void Mod(GraphWriter w)
    {
        GraphValue a = w.Operand("Mod", _ => true, DataType.Float, DataType.Int64, DataType.Int32, DataType.Int8, DataType.Uint8);
        // A remainder by 0 of whole numbers ends the process in other programs.
        GraphValue b = w.Constant(a.Type, Shapes.Fitting(w, a.Shape), () =>
            w.Between(1, 3) * (a.Type == DataType.Uint8 || w.Flip() ? 1 : -1));
        if (Shapes.Broadcast(a.Shape, b.Shape) is not { } shape) throw new NothingFitsException();
        w.Add("Mod", [a, b], a.Type, shape, ("fmod", a.IsFloat || w.Flip() ? 1 : null));
    }

    private static void Pow(GraphWriter w)
    {
        DataType[] bases = w.Opset >= 12 ? [DataType.Float, DataType.Float, DataType.Int64, DataType.Int32, DataType.Double]
            : [DataType.Float];
        GraphValue a = w.Operand("Pow", _ => true, bases);
        DataType type = w.Opset >= 12 && w.Flip() ? w.OneOf(DataType.Float, DataType.Int64, DataType.Int32, DataType.Double) : a.Type;
        GraphValue b = w.Flip(0.6) ? w.Constant(type, w.Flip() ? [] : Shapes.Fitting(w, a.Shape), () => w.Between(0, 3))
            : Other(w, "Pow", a, type);
        if (Shapes.Broadcast(a.Shape, b.Shape) is not { } shape) throw new NothingFitsException();
        w.Add("Pow", [a, b], a.Type, shape);
    }

    private static void PRelu(GraphWriter w)
    {
        GraphValue x = w.Operand("PRelu");
        int[] shape = Shapes.Fitting(w, x.Shape);
        if (Shapes.Broadcast(x.Shape, shape) is not { } both || !both.SequenceEqual(x.Shape) || shape.Length > x.Rank) shape = x.Rank == 0
            ? [] : [1];
        w.Add("PRelu", [x, w.Operands.Weights(shape)], x.Type, x.Shape);
    }

    private static void Where(GraphWriter w)
    {
        GraphValue a = w.Operand("Where", _ => true, DataType.Float, DataType.Float, DataType.Int64, DataType.Bool),
            b = Other(w, "Where", a);
        int[] shape = Shapes.Joined(a.Shape, b.Shape);
        GraphValue condition = w.Find(v => v.Type == DataType.Bool && Shapes.Broadcast(shape, v.Shape) is not null) is { } found
            && w.Flip(0.7)
            ? found : w.Constant(DataType.Bool, [.. shape.Skip(w.Below(shape.Length + 1)).Select(s => w.Flip(0.2) ? 1 : s)]);
        w.Add("Where", [condition, a, b], a.Type, Shapes.Joined(shape, condition.Shape));
    }
}

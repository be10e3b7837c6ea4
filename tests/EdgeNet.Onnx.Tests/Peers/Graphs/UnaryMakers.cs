using static EdgeNet.Onnx.Proto.TensorProto.Types;

namespace EdgeNet.Onnx.Tests.Peers.Graphs;

/// <summary>Functions of one value, element by element.</summary>
internal static class UnaryMakers
{
    public static Dictionary<string, OperatorMaker> All { get; } = Make();

    private static Dictionary<string, OperatorMaker> Make()
    {
        var all = new Dictionary<string, OperatorMaker>(StringComparer.Ordinal);
        foreach (string name in new[]
                 {
                     "Acos", "Asin", "Atan", "Ceil", "Cos", "Erf", "Exp", "Floor", "HardSwish", "Log", "Mish", "Reciprocal", "Round",
                         "Sigmoid", "Sin",
                     "Softplus", "Softsign", "Sqrt", "Tan", "Tanh", "Acosh", "Asinh", "Atanh", "Cosh", "Sinh",
                 })
        {
            int since = name switch { "Round" => 11, "HardSwish" => 14, "Mish" => 18,
                "Acosh" or "Asinh" or "Atanh" or "Cosh" or "Sinh" or "Erf" => 9, _ => 7 };
            all[name] = new(w => Give(w, name, w.Operand(name)), since);
        }

        all["Abs"] = new(w => Give(w, "Abs", Number(w, "Abs")));
        all["Neg"] = new(w => Give(w, "Neg", Number(w, "Neg")));
        all["Sign"] = new(w => Give(w, "Sign", Number(w, "Sign")), 9);
        all["Relu"] = new(w => Give(w, "Relu", w.Opset >= 14 ? w.Operand("Relu", _ => true, DataType.Float, DataType.Int32)
            : w.Operand("Relu")));
        all["Not"] = new(w => Give(w, "Not", w.Operand("Not", _ => true, DataType.Bool)));
        all["BitwiseNot"] = new(w => Give(w, "BitwiseNot",
            w.Operand("BitwiseNot", _ => true, DataType.Int64, DataType.Int32, DataType.Uint8)), 18);
        all["Identity"] = new(w => Give(w, "Identity",
            w.Operand("Identity", _ => true, DataType.Float, DataType.Int64, DataType.Bool, DataType.Int32)));
        all["IsNaN"] = new(w => Truth(w, "IsNaN", w.Operand("IsNaN")), 9);
        all["IsInf"] = new(w => Truth(w, "IsInf", w.Operand("IsInf"), ("detect_negative", Maybe(w, w.Below(2))),
            ("detect_positive", Maybe(w, w.Below(2)))), 10);
        all["Celu"] = new(w => Give(w, "Celu", w.Operand("Celu"), ("alpha", Maybe(w, Positive(w)))), 12);
        all["Elu"] = new(w => Give(w, "Elu", w.Operand("Elu"), ("alpha", Maybe(w, Positive(w)))));
        all["Swish"] = new(w => Give(w, "Swish", w.Operand("Swish"), ("alpha", Maybe(w, Positive(w)))), 24);
        all["LeakyRelu"] = new(w => Give(w, "LeakyRelu", w.Operand("LeakyRelu"), ("alpha", Maybe(w, Any(w)))));
        all["ThresholdedRelu"] = new(w => Give(w, "ThresholdedRelu", w.Operand("ThresholdedRelu"), ("alpha", Maybe(w, Positive(w)))), 10);
        all["HardSigmoid"] = new(w => Give(w, "HardSigmoid", w.Operand("HardSigmoid"), ("alpha", Maybe(w, Positive(w))),
            ("beta", Maybe(w, Any(w)))));
        all["Selu"] = new(w => Give(w, "Selu", w.Operand("Selu"), ("alpha", Maybe(w, Positive(w))), ("gamma", Maybe(w, 1 + Positive(w)))));
        all["Shrink"] = new(w => Give(w, "Shrink", w.Operand("Shrink"), ("bias", Maybe(w, Any(w))), ("lambd", Maybe(w, Positive(w)))), 9);
        all["Gelu"] = new(w => Give(w, "Gelu", w.Operand("Gelu"), ("approximate", Maybe(w, w.OneOf("none", "tanh")))), 20);
        all["Dropout"] = new(Dropout);
        all["Clip"] = new(Clip);
        all["Cast"] = new(Cast);
        all["CastLike"] = new(CastLike, 15);
        return all;
    }

    private static GraphValue Number(GraphWriter w, string name) => w.Operand(name, _ => true, DataType.Float, DataType.Int64,
        DataType.Int32, DataType.Double);

    private static void Give(GraphWriter w, string name, GraphValue x, params (string, object?)[] attributes) =>
        w.Add(name, [x], x.Type, x.Shape, attributes);

    private static void Truth(GraphWriter w, string name, GraphValue x, params (string, object?)[] attributes) =>
        w.Add(name, [x], DataType.Bool, x.Shape, attributes);

    private static object? Maybe(GraphWriter w, object value) => w.Flip() ? value : null;

    private static float Positive(GraphWriter w) => w.Between(1, 12) / 8f;

    private static float Any(GraphWriter w) => w.Between(-12, 12) / 8f;

    private static void Dropout(GraphWriter w)
    {
        GraphValue x = w.Operand("Dropout");
        if (w.Opset < 12) Give(w, "Dropout", x, ("ratio", Maybe(w, 0.25f)));
        else w.Add("Dropout", [x, w.Flip() ? w.Constant(DataType.Float, [], [0.25]) : null], x.Type, x.Shape);
    }

    private static void Clip(GraphWriter w)
    {
        GraphValue x = w.Opset >= 12 ? Number(w, "Clip") : w.Operand("Clip");
        int low = w.Between(-10, 4), high = low + w.Between(0, 12);
        bool hasLow = w.Flip(0.7), hasHigh = w.Flip(0.7);
        double part = x.IsFloating ? 8 : 2;
        if (w.Opset < 11)
        {
            Give(w, "Clip", x, ("min", hasLow ? (float)(low / part) : null), ("max", hasHigh ? (float)(high / part) : null));
            return;
        }

        GraphValue? Bound(bool has, int value) => has ? w.Constant(x.Type, [], [x.IsFloating ? value / part : value / 2]) : null;
        w.Add("Clip", [x, Bound(hasLow, low), Bound(hasHigh, high)], x.Type, x.Shape);
    }

    private static void Cast(GraphWriter w)
    {
        GraphValue x = w.Operand("Cast", _ => true, DataType.Float, DataType.Bool, DataType.Int64, DataType.Int32, DataType.Double,
            DataType.Float16, DataType.Uint8, DataType.Int8);
        DataType to = x.IsFloat && !w.Flip(0.6) ? DataType.Float : w.OneOf(DataType.Float, DataType.Int64, DataType.Int32, DataType.Bool,
            DataType.Double, DataType.Float16, DataType.Uint8, DataType.Int8);
        if (!x.IsFloat && w.Flip(0.7)) to = DataType.Float;
        if (to is DataType.Uint8 or DataType.Int8 && x.IsFloating)
        {
            // ONNX does not say what becomes of numbers with fractions that lie outside the type.
            if (x.IsFloat && w.Opset < 11) x = w.Compute("Clip", [x], x.Type, x.Shape, ("min", 0f), ("max", 100f));
            else if (x.IsFloat) x = w.Compute("Clip", [x, w.Constant(x.Type, [], [0]), w.Constant(x.Type, [], [100])], x.Type, x.Shape);
            else to = DataType.Float;
        }

        w.Add("Cast", [x], to, x.Shape, ("to", (int)to));
    }

    private static void CastLike(GraphWriter w)
    {
        GraphValue x = w.Operand("CastLike", _ => true, DataType.Float, DataType.Bool, DataType.Int64, DataType.Int32);
        GraphValue like = w.Operand("CastLike", _ => true, DataType.Float, DataType.Bool, DataType.Int64, DataType.Int32);
        w.Add("CastLike", [x, like], like.Type, x.Shape);
    }
}

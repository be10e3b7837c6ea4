namespace EdgeNet.Onnx.Tests.Peers.Graphs;

/// <summary>Normalisations.</summary>
internal static class NormMakers
{
    public static Dictionary<string, OperatorMaker> All { get; } = new(StringComparer.Ordinal)
    {
        ["BatchNormalization"] = new(Batch),
        ["GroupNormalization"] = new(Group, 21),
        ["InstanceNormalization"] = new(Instance),
        ["LRN"] = new(LocalResponse),
        ["LayerNormalization"] = new(Layer, 17),
        ["LpNormalization"] = new(Lp),
        ["MeanVarianceNormalization"] = new(MeanVariance, 9),
    };

    private static float? Epsilon(GraphWriter w) => w.Flip() ? w.OneOf(1e-5f, 1e-3f, 0.1f) : null;

    private static void Batch(GraphWriter w)
    {
        GraphValue x = w.Operand("BatchNormalization", v => v.Rank >= 2);
        int[] c = [x.Shape[1]];
        w.Add("BatchNormalization", [x, w.Operands.Weights(c), w.Operands.Weights(c), w.Operands.Weights(c),
            w.Operands.Weights(c, isPositive: true)], x.Type, x.Shape,
            ("epsilon", Epsilon(w)), ("momentum", w.Flip(0.3) ? 0.8f : null), ("training_mode", w.Opset >= 14 && w.Flip(0.2) ? 0 : null));
    }

    private static void Group(GraphWriter w)
    {
        GraphValue x = w.Operand("GroupNormalization", v => v.Rank >= 3);
        int groups = w.OneOf<int>([.. Enumerable.Range(1, x.Shape[1]).Where(g => x.Shape[1] % g == 0)]);
        int[] c = [x.Shape[1]];
        w.Add("GroupNormalization", [x, w.Operands.Weights(c), w.Operands.Weights(c)], x.Type, x.Shape, ("num_groups", groups),
            ("epsilon", Epsilon(w)));
    }

    private static void Instance(GraphWriter w)
    {
        GraphValue x = w.Operand("InstanceNormalization", v => v.Rank >= 3);
        int[] c = [x.Shape[1]];
        w.Add("InstanceNormalization", [x, w.Operands.Weights(c), w.Operands.Weights(c)], x.Type, x.Shape, ("epsilon", Epsilon(w)));
    }

    private static void LocalResponse(GraphWriter w)
    {
        GraphValue x = w.Operand("LRN", v => v.Rank == 4);
        w.Add("LRN", [x], x.Type, x.Shape, ("size", w.OneOf(1, 3, 5)), ("alpha", w.Flip() ? 0.3f : null),
            ("beta", w.Flip() ? 0.6f : null), ("bias", w.Flip() ? 1.5f : null));
    }

    private static void Layer(GraphWriter w)
    {
        GraphValue x = w.Operand("LayerNormalization", v => v.Rank >= 2);
        int axis = w.Flip() ? x.Rank - 1 : w.Between(1, x.Rank - 1);
        w.Add("LayerNormalization", [x, w.Operands.Weights(x.Shape[axis..]), w.Flip() ? w.Operands.Weights(x.Shape[axis..]) : null],
            x.Type, x.Shape,
            ("axis", axis == x.Rank - 1 && w.Flip() ? null : Shapes.Axis(w, axis, x.Rank)), ("epsilon", Epsilon(w)));
    }

    private static void Lp(GraphWriter w)
    {
        GraphValue x = w.Operand("LpNormalization", v => v.Rank > 0);
        w.Add("LpNormalization", [x], x.Type, x.Shape, ("axis", w.Flip(0.7) ? Shapes.Axis(w, w.Below(x.Rank), x.Rank) : null),
            ("p", w.Flip() ? w.Between(1, 2) : null));
    }

    private static void MeanVariance(GraphWriter w)
    {
        GraphValue x = w.Operand("MeanVarianceNormalization", v => v.Rank == 4);
        w.Add("MeanVarianceNormalization", [x], x.Type, x.Shape, ("axes", w.Flip()
            ? w.OneOf<int[]>([0, 2, 3], [2, 3], [1, 2, 3], [0, 1, 2, 3]) : null));
    }
}

namespace EdgeNet.Onnx.Tests.Peers.Graphs;

/// <summary>ONNX Runtime's own operators of com.microsoft.</summary>
internal static class FusedMakers
{
    private const string Domain = "com.microsoft:";

    public static Dictionary<string, OperatorMaker> All { get; } = new(StringComparer.Ordinal)
    {
        [Domain + "BiasGelu"] = new(w => Bias(w, "BiasGelu", optional: false)),
        [Domain + "FastGelu"] = new(w => Bias(w, "FastGelu", optional: true)),
        [Domain + "FusedConv"] = new(FusedConv),
        [Domain + "FusedGemm"] = new(w => MatrixMakers.Gemm(w, Domain + "FusedGemm", Activation(w))),
        [Domain + "FusedMatMul"] = new(w => MatrixMakers.MatMul(w, Domain + "FusedMatMul",
            ("transA", w.Flip(0.3) ? 1 : null), ("transB", w.Flip(0.3) ? 1 : null), ("alpha", w.Flip() ? 0.5f : null))),
        [Domain + "Gelu"] = new(w => Plain(w, "Gelu")),
        [Domain + "QuickGelu"] = new(w => Plain(w, "QuickGelu", ("alpha", w.Flip() ? 1.25f : null))),
    };

    private static void Plain(GraphWriter w, string name, params (string, object?)[] attributes)
    {
        GraphValue x = w.Operand(Domain + name);
        w.Add(Domain + name, [x], x.Type, x.Shape, attributes);
    }

    private static void Bias(GraphWriter w, string name, bool optional)
    {
        GraphValue x = w.Operand(Domain + name, v => v.Rank > 0);
        w.Add(Domain + name, [x, optional && w.Flip() ? null : w.Operands.Weights([x.Shape[^1]])], x.Type, x.Shape);
    }

    private static (string, object?) Activation(GraphWriter w) => ("activation", w.OneOf("Relu", "Tanh", "Sigmoid"));

    private static void FusedConv(GraphWriter w)
    {
        switch (w.Below(4))
        {
            case 0:
                WindowMakers.Conv(w, Domain + "FusedConv", ("activation", "LeakyRelu"), ("activation_params", new[] { 0.125f }));
                break;
            case 1:
                WindowMakers.Conv(w, Domain + "FusedConv", ("activation", "Clip"), ("activation_params", new[] { -0.5f, 1.25f }));
                break;
            default:
                WindowMakers.Conv(w, Domain + "FusedConv", Activation(w));
                break;
        }
    }
}

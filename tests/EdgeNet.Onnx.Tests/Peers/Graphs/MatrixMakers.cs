namespace EdgeNet.Onnx.Tests.Peers.Graphs;

/// <summary>Products of matrices.</summary>
internal static class MatrixMakers
{
    public static Dictionary<string, OperatorMaker> All { get; } = new(StringComparer.Ordinal)
    {
        ["Gemm"] = new(w => Gemm(w, "Gemm")),
        ["MatMul"] = new(w => MatMul(w, "MatMul")),
    };

    public static void Gemm(GraphWriter w, string name, params (string, object?)[] more)
    {
        GraphValue a = w.Operand(name, v => v.Rank == 2);
        bool turnsA = w.Flip(0.2), turnsB = w.Flip();
        int rows = a.Shape[turnsA ? 1 : 0], inner = a.Shape[turnsA ? 0 : 1];
        GraphValue b = w.Flip(0.3) && w.Find(v => v.IsFloat && v.Rank == 2 && v.Shape[turnsB ? 1 : 0] == inner) is { } found ? found
            : w.Operands.Weights(turnsB ? [w.Between(1, 5), inner] : [inner, w.Between(1, 5)]);
        int columns = b.Shape[turnsB ? 0 : 1];
        int[] shape = [rows, columns];
        GraphValue? c = w.Opset >= 11 && w.Flip(0.2) ? null
            : w.Operands.Weights(w.OneOf<int[]>([columns], [1, columns], [], [1], [rows, 1], shape));
        w.Add(name, [a, b, c], a.Type, shape, [("transA", turnsA ? 1 : null), ("transB", turnsB ? 1 : null),
            ("alpha", w.Flip(0.3) ? 0.5f : null), ("beta", w.Flip(0.3) ? 2f : null), .. more]);
    }

    public static void MatMul(GraphWriter w, string name, params (string, object?)[] more)
    {
        bool turnsA = more.Any(m => m is ("transA", 1)), turnsB = more.Any(m => m is ("transB", 1));
        GraphValue a = w.Operand(name, v => v.Rank >= (turnsA ? 2 : 1));
        int inner = a.Shape[turnsA ? ^2 : ^1];
        bool Fits(GraphValue v) => v.IsFloat && v.Rank >= 2 && v.Shape[turnsB ? ^1 : ^2] == inner
            && Shapes.Broadcast(a.Rank < 2 ? [] : a.Shape[..^2], v.Shape[..^2]) is not null;
        int columns = w.Between(1, 4);
        int[] last = turnsB ? [columns, inner] : [inner, columns];
        int[] front = a.Rank > 2 && w.Flip(0.3) ? [.. a.Shape[..^2].Select(s => w.Flip(0.3) ? 1 : s)] : [];
        GraphValue b = w.Flip(0.4) && w.Find(Fits) is { } found ? found : w.Flip(0.1) && !turnsB ? w.Operands.Weights([inner])
            : w.Operands.Weights([.. front, .. last]);
        int[] outer = Shapes.Joined(a.Rank < 2 ? [] : a.Shape[..^2], b.Rank < 2 ? [] : b.Shape[..^2]);
        int[] shape = [.. outer, .. a.Rank < 2 ? [] : new[] { a.Shape[turnsA ? ^1 : ^2] }, .. b.Rank < 2 ? []
            : new[] { b.Shape[turnsB ? ^2 : ^1] }];
        if (shape.Aggregate(1, (l, s) => l * s) > GraphWriter.MostElements) throw new NothingFitsException();
        if (turnsA && a.Rank != b.Rank) throw new NothingFitsException();
        w.Add(name, [a, b], a.Type, shape, more);
    }
}

namespace EdgeNet.Onnx.Tests.Peers.Graphs;

/// <summary>Which operator is drawn how: all that the import knows, but those of <see cref="Without"/>.</summary>
internal static class OperatorMakers
{
    public static IReadOnlyDictionary<string, OperatorMaker> All { get; } = new[]
    {
        UnaryMakers.All, BinaryMakers.All, ShapeMakers.All, MoveMakers.All, IndexMakers.All, WindowMakers.All, NormMakers.All,
            MatrixMakers.All,
        ReduceMakers.All, ConstantMakers.All, FusedMakers.All,
    }.SelectMany(a => a).ToDictionary(a => a.Key, a => a.Value, StringComparer.Ordinal);

    /// <summary>Operators that are not drawn, and why.</summary>
    public static IReadOnlyDictionary<string, string> Without { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["DynamicQuantizeLinear"] = "it is computed on constants alone; LayerFoldTests has it",
        ["Einsum"] = "it is computed on constants alone; LayerFoldTests has it",
        ["TopK"] = "it is computed on constants alone; LayerFoldTests has it",
        ["com.microsoft:NhwcConv"] = "ONNX Runtime has it on graphics processors alone; LayerFoldTests has it",
        ["com.microsoft:SkipLayerNormalization"] = "some of its graphs end ONNX Runtime's process; MaskModels has it",
        ["QLinearMatMul"] = "its sides are a network's inputs or constants, and its output ends it; ONNX's own tests have it",
    };
}

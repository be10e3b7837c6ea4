using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Training.PyTorch.Model.Layers;

/// <summary>Axes reduced to one number.</summary>
internal static class ReductionSource
{
    public static string Write(LayerContext c, Reduce layer)
    {
        string x = c.X, axes = PythonText.Tuple([.. layer.Axes.Select(a => a + 1)]);
        string reduced = layer.Function switch
        {
            ReduceFunction.Mean => $"{x}.mean({axes}, keepdim=True)",
            ReduceFunction.Sum => $"{x}.sum({axes}, keepdim=True)",
            ReduceFunction.Max => $"{x}.amax({axes}, keepdim=True)",
            ReduceFunction.Min => $"{x}.amin({axes}, keepdim=True)",
            // torch.prod takes one axis at a time.
            ReduceFunction.Prod => x + string.Concat(layer.Axes.Select(a => $".prod({PythonText.Whole(a + 1)}, keepdim=True)")),
            ReduceFunction.L1 => $"torch.linalg.vector_norm({x}, 1, {axes}, keepdim=True)",
            ReduceFunction.L2 => $"torch.linalg.vector_norm({x}, 2, {axes}, keepdim=True)",
            ReduceFunction.SumSquare => $"{x}.square().sum({axes}, keepdim=True)",
            ReduceFunction.LogSum => $"{x}.sum({axes}, keepdim=True).log()",
            _ => $"torch.logsumexp({x}, {axes}, keepdim=True)",
        };
        if (layer.KeepDims) return reduced;
        return $"{reduced}.reshape(-1, {string.Join(", ", c.Node.Shape.Dimensions.Select(PythonText.Whole))})";
    }
}

using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Onnx.Reference;

/// <summary>y[…, i, j] = Σ over k of a[…, i, k] · b[…, k, j], the axes before the last two broadcast.</summary>
internal static class ReferenceMatMul
{
    public static ReferenceTensor Run(Layer layer, ReferenceTensor[] inputs, Func<string, double[]> parameter)
    {
        (ReferenceTensor a, ReferenceTensor b) = (inputs[0], inputs[1]);
        var output = new ReferenceTensor(layer.InferShape([a.Shape, b.Shape]));
        foreach (int[] at in output.Coordinates())
        {
            (int[] batch, int row, int column) = (at[..^2], at[^2], at[^1]);
            for (int k = 0; k < a.Shape[a.Shape.Rank - 1]; k++)
                output[at] += Element(a, batch, row, k) * Element(b, batch, k, column);
        }

        return output;
    }

    private static double Element(ReferenceTensor matrices, int[] batch, int row, int column)
    {
        int missing = batch.Length - (matrices.Shape.Rank - 2);
        IEnumerable<int> at = Enumerable.Range(0, matrices.Shape.Rank - 2).Select(axis => matrices.Shape[axis] == 1 ? 0 : batch[missing + axis]);
        return matrices[[.. at, row, column]];
    }
}

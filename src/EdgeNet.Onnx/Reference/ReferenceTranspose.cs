using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Onnx.Reference;

/// <summary>Axis i of the output is axis Axes[i] of the input.</summary>
internal static class ReferenceTranspose
{
    public static ReferenceTensor Run(Layer layer, ReferenceTensor[] inputs, Func<string, double[]> parameter)
    {
        var transpose = (Transpose)layer;
        var output = new ReferenceTensor(layer.InferShape([inputs[0].Shape]));
        foreach (int[] at in output.Coordinates())
        {
            int[] from = new int[at.Length];
            for (int axis = 0; axis < at.Length; axis++)
                from[transpose.Axes[axis]] = at[axis];
            output[at] = inputs[0][from];
        }

        return output;
    }
}

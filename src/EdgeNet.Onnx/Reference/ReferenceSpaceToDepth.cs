using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Onnx.Reference;

/// <summary>y[(i·b + j)·C + c, h, w] = x[c, h·b + i, w·b + j], C being the input's channels.</summary>
internal static class ReferenceSpaceToDepth
{
    public static ReferenceTensor Run(Layer layer, ReferenceTensor[] inputs, Func<string, double[]> parameter)
    {
        int block = ((SpaceToDepth)layer).BlockSize;
        var output = new ReferenceTensor(layer.InferShape([inputs[0].Shape]));
        foreach (int[] at in inputs[0].Coordinates())
        {
            int to = (at[1] % block * block + at[2] % block) * inputs[0].Shape.Channels + at[0];
            output[[to, at[1] / block, at[2] / block]] = inputs[0][at];
        }

        return output;
    }
}

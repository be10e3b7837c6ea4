using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Onnx.Reference;

/// <summary>y[c, h·b + i, w·b + j] = x[(i·b + j)·C + c, h, w] (DCR) or x[c·b² + i·b + j, h, w] (CRD), C being the output's channels.</summary>
internal static class ReferenceDepthToSpace
{
    public static ReferenceTensor Run(Layer layer, ReferenceTensor[] inputs, Func<string, double[]> parameter)
    {
        var depth = (DepthToSpace)layer;
        int block = depth.BlockSize;
        var output = new ReferenceTensor(layer.InferShape([inputs[0].Shape]));
        int channels = output.Shape.Channels;
        foreach (int[] at in output.Coordinates())
        {
            (int c, int i, int j) = (at[0], at[1] % block, at[2] % block);
            int from = depth.Mode == DepthToSpaceMode.DCR ? (i * block + j) * channels + c : (c * block + i) * block + j;
            output[at] = inputs[0][[from, at[1] / block, at[2] / block]];
        }

        return output;
    }
}

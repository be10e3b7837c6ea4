using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Onnx.Reference;

/// <summary>y[c, p] = x[c, the neighbour of p on each axis].</summary>
internal static class ReferenceResize
{
    public static ReferenceTensor Run(Layer layer, ReferenceTensor[] inputs, Func<string, double[]> parameter)
    {
        var resize = (Resize)layer;
        int[][] neighbours = [.. inputs[0].Shape.Spatial.Select((size, axis) => resize.Indices(axis, size))];
        var output = new ReferenceTensor(layer.InferShape([inputs[0].Shape]));
        foreach (int[] at in output.Coordinates())
            output[at] = inputs[0][[at[0], .. neighbours.Select((indices, axis) => indices[at[axis + 1]])]];
        return output;
    }
}

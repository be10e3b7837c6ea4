using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Onnx.Reference;

/// <summary>y[i, …] = x[start + i·step, …].</summary>
internal static class ReferenceSlice
{
    public static ReferenceTensor Run(Layer layer, ReferenceTensor[] inputs, Func<string, double[]> parameter)
    {
        var slice = (Slice)layer;
        var output = new ReferenceTensor(layer.InferShape([inputs[0].Shape]));
        foreach (int[] at in output.Coordinates())
            output[at] = inputs[0][[.. at.Select((x, axis) => slice.Starts[axis] + x * slice.Steps[axis])]];
        return output;
    }
}

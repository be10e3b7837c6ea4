using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Onnx.Reference;

/// <summary>The inputs one behind the other along an axis.</summary>
internal static class ReferenceConcat
{
    public static ReferenceTensor Run(Layer layer, ReferenceTensor[] inputs, Func<string, double[]> parameter)
    {
        int axis = ((Concat)layer).Axis;
        var output = new ReferenceTensor(layer.InferShape([.. inputs.Select(i => i.Shape)]));
        int start = 0;
        foreach (ReferenceTensor input in inputs)
        {
            foreach (int[] at in input.Coordinates())
            {
                int[] to = [.. at];
                to[axis] += start;
                output[to] = input[at];
            }

            start += input.Shape[axis];
        }

        return output;
    }
}

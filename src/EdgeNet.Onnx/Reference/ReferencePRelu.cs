using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Onnx.Reference;

/// <summary>y = x where it is 0 or more, else slope · x, the slope broadcast.</summary>
internal static class ReferencePRelu
{
    public static ReferenceTensor Run(Layer layer, ReferenceTensor[] inputs, Func<string, double[]> parameter)
    {
        var slope = new ReferenceTensor(((PRelu)layer).AlignedSlope(inputs[0].Shape), parameter("weight"));
        var output = new ReferenceTensor(inputs[0].Shape);
        foreach (int[] at in output.Coordinates())
            output[at] = inputs[0][at] >= 0 ? inputs[0][at] : slope.Broadcast(at) * inputs[0][at];
        return output;
    }
}

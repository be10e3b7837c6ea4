using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Onnx.Reference;

/// <summary>y[c, ·] = (x[c, ·] − running_mean[c]) / √(running_var[c] + ε) · weight[c] + bias[c].</summary>
internal static class ReferenceBatchNorm
{
    public static ReferenceTensor Run(Layer layer, ReferenceTensor[] inputs, Func<string, double[]> parameter)
    {
        var norm = (BatchNorm)layer;
        return ReferenceActivate.Apply(norm.Activation, Normalise(inputs[0], norm.Epsilon, parameter));
    }

    /// <summary>What a pass may have folded into a layer: the parameters then go by their full names.</summary>
    public static ReferenceTensor Apply(FoldedNorm? norm, ReferenceTensor input, Func<string, double[]> parameter) =>
        norm is null ? input : Normalise(input, norm.Epsilon, role => parameter($"{norm.Node}.{role}"));

    private static ReferenceTensor Normalise(ReferenceTensor input, double epsilon, Func<string, double[]> parameter)
    {
        double[] weight = parameter("weight"), bias = parameter("bias"), mean = parameter("running_mean"), variance = parameter("running_var");
        var output = new ReferenceTensor(input.Shape);
        foreach (int[] at in output.Coordinates())
        {
            int c = at[0];
            output[at] = (input[at] - mean[c]) / Math.Sqrt(variance[c] + epsilon) * weight[c] + bias[c];
        }

        return output;
    }
}

using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Tests.Shared.Reference;

/// <summary>y[c, ·] = (x[c, ·] − running_mean[c]) / √(running_var[c] + ε) · weight[c] + bias[c].</summary>
internal static class ReferenceBatchNorm
{
    public static ReferenceTensor Run(Layer layer, ReferenceTensor[] inputs, Func<string, double[]> parameter)
    {
        var norm = (BatchNorm)layer;
        double[] weight = parameter("weight"), bias = parameter("bias"), mean = parameter("running_mean"), variance = parameter("running_var");
        var output = new ReferenceTensor(inputs[0].Shape);
        foreach (int[] at in output.Coordinates())
        {
            int c = at[0];
            output[at] = (inputs[0][at] - mean[c]) / Math.Sqrt(variance[c] + norm.Epsilon) * weight[c] + bias[c];
        }

        return output;
    }
}

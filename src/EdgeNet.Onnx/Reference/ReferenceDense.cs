using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Onnx.Reference;

/// <summary>y[o] = bias[o] + Σ over i of w[o, i] · x[i], then the activation that a pass may have fused into it.</summary>
internal static class ReferenceDense
{
    public static ReferenceTensor Run(Layer layer, ReferenceTensor[] inputs, Func<string, double[]> parameter)
    {
        var dense = (Dense)layer;
        double[] input = inputs[0].Values;
        double[] weight = parameter("weight");
        double[]? bias = dense.Bias ? parameter("bias") : null;

        var output = new ReferenceTensor(new TensorShape(dense.Units));
        for (int o = 0; o < dense.Units; o++)
        {
            double sum = bias?[o] ?? 0;
            for (int i = 0; i < input.Length; i++)
                sum += weight[o * input.Length + i] * input[i];
            output.Values[o] = sum;
        }

        return ReferenceActivate.Apply(dense.Activation, ReferenceBatchNorm.Apply(dense.Norm, output, parameter));
    }
}

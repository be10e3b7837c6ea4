using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Onnx.Reference;

/// <summary>
/// y[o, p] = bias[o] + Σ over the group's channels c and taps t of w[o, c, t] · x[group·C/groups + c, p·stride − pad + t·dilation],
/// then the batch normalisation, the pooling, the sum with a second input and the activation that passes may have fused into it.
/// </summary>
internal static class ReferenceConv
{
    public static ReferenceTensor Run(Layer layer, ReferenceTensor[] inputs, Func<string, double[]> parameter)
    {
        var conv = (Conv)layer;
        ReferenceTensor input = inputs[0];
        int inGroup = input.Shape.Channels / conv.Groups;
        int outGroup = conv.Filters / conv.Groups;
        double[] weight = parameter("weight");
        double[]? bias = conv.Bias ? parameter("bias") : null;
        var taps = ReferenceTensor.Coordinates(conv.Window.Kernel).ToList();

        var output = new ReferenceTensor(conv.ConvolvedShape(input.Shape));
        foreach (int[] position in ReferenceTensor.Coordinates(output.Shape.Spatial))
        {
            for (int o = 0; o < conv.Filters; o++)
            {
                double sum = bias?[o] ?? 0;
                for (int c = 0; c < inGroup; c++)
                {
                    for (int t = 0; t < taps.Count; t++)
                    {
                        int[] at = ReferenceTensor.Tap(conv.Window, position, taps[t]);
                        if (input.Holds(at))
                            sum += weight[(o * inGroup + c) * taps.Count + t] * input[o / outGroup * inGroup + c, at];
                    }
                }

                output[o, position] = sum;
            }
        }

        output = ReferenceBatchNorm.Apply(conv.Norm, output, parameter);
        if (conv.Pool is { } pool) output = ReferenceMaxPool.Run(new MaxPool(pool, Ceil: false), [output], parameter);
        if (conv.HasResidual)
        {
            foreach (int[] at in output.Coordinates()) output[at] += inputs[1][at];
        }

        return ReferenceActivate.Apply(conv.Activation, output);
    }
}

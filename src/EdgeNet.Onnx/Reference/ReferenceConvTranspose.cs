using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Onnx.Reference;

/// <summary>Each input element adds weight · x to the outputs that its window covers: y[o, p·stride − pad + t·dilation] += w[c, o, t] · x[c, p].</summary>
internal static class ReferenceConvTranspose
{
    public static ReferenceTensor Run(Layer layer, ReferenceTensor[] inputs, Func<string, double[]> parameter)
    {
        var conv = (ConvTranspose)layer;
        ReferenceTensor input = inputs[0];
        int inGroup = input.Shape.Channels / conv.Groups;
        int outGroup = conv.Filters / conv.Groups;
        double[] weight = parameter("weight");
        double[]? bias = conv.Bias ? parameter("bias") : null;
        var taps = ReferenceTensor.Coordinates(conv.Window.Kernel).ToList();

        var output = new ReferenceTensor(conv.InferShape([input.Shape]));
        foreach (int[] at in output.Coordinates())
            output[at] = bias?[at[0]] ?? 0;
        foreach (int[] position in ReferenceTensor.Coordinates(input.Shape.Spatial))
        {
            for (int c = 0; c < input.Shape.Channels; c++)
            {
                for (int o = 0; o < outGroup; o++)
                {
                    for (int t = 0; t < taps.Count; t++)
                    {
                        int[] at = ReferenceTensor.Tap(conv.Window, position, taps[t]);
                        if (output.Holds(at)) output[c / inGroup * outGroup + o, at] += weight[(c * outGroup + o) * taps.Count + t] * input[c, position];
                    }
                }
            }
        }

        return ReferenceActivate.Apply(conv.Activation, ReferenceBatchNorm.Apply(conv.Norm, output, parameter));
    }
}

using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Onnx.Reference;

/// <summary>InstanceNorm, GroupNorm and LayerNorm: y = (x − mean) / √(variance + ε) · weight + bias, mean and variance over the elements that belong together.</summary>
internal static class ReferenceNorm
{
    public static ReferenceTensor Run(Layer layer, ReferenceTensor[] inputs, Func<string, double[]> parameter)
    {
        ReferenceTensor input = inputs[0];
        int channels = input.Shape.Channels;
        (Func<int[], int> set, double epsilon, bool affine) = layer switch
        {
            InstanceNorm norm => (at => at[0], norm.Epsilon, norm.Affine),
            GroupNorm norm => (at => at[0] / (channels / norm.Groups), norm.Epsilon, norm.Affine),
            LayerNorm norm => (at => Flat(input.Shape, at, 0, norm.Axis), norm.Epsilon, norm.Affine),
            _ => ((Func<int[], int>, double, bool))default,
        };
        double[]? weight = affine ? parameter("weight") : null, bias = affine ? parameter("bias") : null;
        var sets = input.Coordinates().GroupBy(set).ToDictionary(s => s.Key, s => Statistics([.. s.Select(at => input[at])]));
        var output = new ReferenceTensor(input.Shape);
        foreach (int[] at in output.Coordinates())
        {
            (double mean, double variance) = sets[set(at)];
            int affineIndex = layer is LayerNorm { Axis: var axis } ? Flat(input.Shape, at, axis, at.Length) : at[0];
            output[at] = (input[at] - mean) / Math.Sqrt(variance + epsilon);
            if (weight is not null) output[at] = output[at] * weight[affineIndex] + bias![affineIndex];
        }

        return output;
    }

    private static (double Mean, double Variance) Statistics(double[] x)
    {
        double mean = x.Average();
        return (mean, x.Sum(v => (v - mean) * (v - mean)) / x.Length);
    }

    /// <summary>The number of coordinates from one axis to another.</summary>
    private static int Flat(TensorShape shape, int[] at, int first, int end)
    {
        int offset = 0;
        for (int axis = first; axis < end; axis++)
            offset = offset * shape[axis] + at[axis];
        return offset;
    }
}

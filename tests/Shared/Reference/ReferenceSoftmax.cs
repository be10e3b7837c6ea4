using EdgeNet.Compiler.Graph;

namespace EdgeNet.Tests.Shared.Reference;

/// <summary>y[c, p] = e^x[c, p] / Σ over channels k of e^x[k, p], with the largest x taken off first.</summary>
internal static class ReferenceSoftmax
{
    public static ReferenceTensor Run(Layer layer, ReferenceTensor[] inputs, Func<string, double[]> parameter)
    {
        ReferenceTensor input = inputs[0];
        var output = new ReferenceTensor(input.Shape);
        int channels = input.Shape.Channels;
        foreach (int[] position in ReferenceTensor.Coordinates(input.Shape.Spatial))
        {
            double largest = Enumerable.Range(0, channels).Max(c => input[c, position]);
            double sum = Enumerable.Range(0, channels).Sum(c => Math.Exp(input[c, position] - largest));
            for (int c = 0; c < channels; c++)
                output[c, position] = Math.Exp(input[c, position] - largest) / sum;
        }

        return output;
    }
}

using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Onnx.Reference;

/// <summary>y[c, p] = x[c, p] / (k + alpha/size · Σ x[j, p]²)^beta over the channels j from c − ⌊(size − 1)/2⌋ to c + ⌈(size − 1)/2⌉.</summary>
internal static class ReferenceLocalResponseNorm
{
    public static ReferenceTensor Run(Layer layer, ReferenceTensor[] inputs, Func<string, double[]> parameter)
    {
        var norm = (LocalResponseNorm)layer;
        ReferenceTensor input = inputs[0];
        var output = new ReferenceTensor(input.Shape);
        foreach (int[] at in output.Coordinates())
        {
            double sum = 0;
            int first = at[0] - (int)Math.Floor((norm.Size - 1) / 2.0), last = at[0] + (int)Math.Ceiling((norm.Size - 1) / 2.0);
            for (int j = Math.Max(0, first); j <= Math.Min(input.Shape.Channels - 1, last); j++)
                sum += Math.Pow(input[[j, .. at[1..]]], 2);
            output[at] = input[at] / Math.Pow(norm.K + (double)norm.Alpha / norm.Size * sum, norm.Beta);
        }

        return output;
    }
}

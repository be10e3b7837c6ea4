using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Onnx.Reference;

/// <summary>y = e^x / Σ e^x along an axis, or the logarithm of that, with the largest x taken off first.</summary>
internal static class ReferenceSoftmax
{
    public static ReferenceTensor Run(Layer layer, ReferenceTensor[] inputs, Func<string, double[]> parameter)
    {
        var softmax = (Softmax)layer;
        ReferenceTensor input = inputs[0];
        var output = new ReferenceTensor(input.Shape);
        foreach (int[] at in output.Coordinates())
        {
            double[] all = [.. Enumerable.Range(0, input.Shape[softmax.Axis]).Select(i => input[[.. at[..softmax.Axis], i, .. at[(softmax.Axis + 1)..]]])];
            double sum = all.Sum(x => Math.Exp(x - all.Max()));
            output[at] = softmax.Log ? input[at] - all.Max() - Math.Log(sum) : Math.Exp(input[at] - all.Max()) / sum;
        }

        return output;
    }
}

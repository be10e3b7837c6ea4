using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Onnx.Reference;

/// <summary>Each output from the elements that differ from it on the reduced axes only.</summary>
internal static class ReferenceReduce
{
    public static ReferenceTensor Run(Layer layer, ReferenceTensor[] inputs, Func<string, double[]> parameter)
    {
        var reduce = (Reduce)layer;
        ReferenceTensor input = inputs[0];
        // The elements of each output, in order; dropped axes make no difference to the order of the outputs.
        List<double>[] elements = [.. Enumerable.Range(0, layer.InferShape([input.Shape]).Length).Select(_ => new List<double>())];
        foreach (int[] at in input.Coordinates())
        {
            int output = 0;
            for (int axis = 0; axis < at.Length; axis++)
                if (!reduce.Axes.Contains(axis)) output = output * input.Shape[axis] + at[axis];
            elements[output].Add(input[at]);
        }

        return new ReferenceTensor(layer.InferShape([input.Shape]), [.. elements.Select(x => Apply(reduce.Function, x))]);
    }

    private static double Apply(ReduceFunction function, List<double> x) => function switch
    {
        ReduceFunction.Mean => x.Average(),
        ReduceFunction.Sum => x.Sum(),
        ReduceFunction.Max => x.Aggregate(Math.Max),
        ReduceFunction.Min => x.Min(),
        ReduceFunction.Prod => x.Aggregate((a, b) => a * b),
        ReduceFunction.L1 => x.Sum(Math.Abs),
        ReduceFunction.L2 => Math.Sqrt(x.Sum(v => v * v)),
        ReduceFunction.SumSquare => x.Sum(v => v * v),
        ReduceFunction.LogSum => Math.Log(x.Sum()),
        ReduceFunction.LogSumExp => x.Max() + Math.Log(x.Sum(v => Math.Exp(v - x.Max()))),
        _ => throw new NotSupportedException($"There is no reference for '{function}'."),
    };
}

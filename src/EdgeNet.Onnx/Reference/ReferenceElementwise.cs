using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Onnx.Reference;

/// <summary>y = f(a, b, …) element by element, broadcast, then the activation that a pass may have fused into it.</summary>
internal static class ReferenceElementwise
{
    public static ReferenceTensor Run(Layer layer, ReferenceTensor[] inputs, Func<string, double[]> parameter)
    {
        var elementwise = (Elementwise)layer;
        var output = new ReferenceTensor(layer.InferShape([.. inputs.Select(i => i.Shape)]));
        foreach (int[] at in output.Coordinates())
        {
            List<double> operands = [.. inputs.Select(i => i.Broadcast(at))];
            if (elementwise.Value is { } value) operands.Add(value);
            output[at] = Join(elementwise.Function, operands);
        }

        return ReferenceActivate.Apply(elementwise.Activation, output);
    }

    private static double Join(ElementwiseFunction function, List<double> operands) => function switch
    {
        ElementwiseFunction.Add or ElementwiseFunction.Sum => operands.Sum(),
        ElementwiseFunction.Sub => operands[0] - operands[1],
        ElementwiseFunction.Mul => operands.Aggregate((a, b) => a * b),
        ElementwiseFunction.Div => operands[0] / operands[1],
        ElementwiseFunction.Pow => Math.Pow(operands[0], operands[1]),
        ElementwiseFunction.Min => operands.Aggregate(Math.Min),
        ElementwiseFunction.Max => operands.Aggregate(Math.Max),
        ElementwiseFunction.Mean => operands.Sum() / operands.Count,
        _ => throw new NotSupportedException($"There is no reference for '{function}'."),
    };
}

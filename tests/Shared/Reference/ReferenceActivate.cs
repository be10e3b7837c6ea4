using EdgeNet.Compiler.Graph;
using EdgeNet.Compiler.Graph.Layers;

namespace EdgeNet.Tests.Shared.Reference;

/// <summary>y = f(x), element by element.</summary>
internal static class ReferenceActivate
{
    public static ReferenceTensor Run(Layer layer, ReferenceTensor[] inputs, Func<string, double[]> parameter) =>
        Apply(((Activate)layer).Function, inputs[0]);

    public static ReferenceTensor Apply(ActivationFunction function, ReferenceTensor input) =>
        new(input.Shape, [.. input.Values.Select(x => Apply(function, x))]);

    private static double Apply(ActivationFunction function, double x) => function.Kind switch
    {
        Activation.None => x,
        Activation.ReLU => Math.Max(x, 0),
        Activation.LeakyReLU => x >= 0 ? x : function.Alpha * x,
        Activation.Tanh => Math.Tanh(x),
        Activation.Sigmoid => 1 / (1 + Math.Exp(-x)),
        _ => throw new NotSupportedException($"There is no reference for '{function.Kind}'."),
    };
}

using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Compiler.Problems;

namespace EdgeNet.Compiler.Graph.Builders;

/// <summary>Add, Sub, Mul, Div, Pow, Min, Max, Mean, Sum.</summary>
internal static class ElementwiseBuilder
{
    public static void Build(LayerContext context, ElementwiseFunction function)
    {
        float? value = context.FloatOrNull("value");
        context.ResolveInputs(isEnough: value is not null);
        ActivationFunction activation = ActivationBuilder.Read(context);
        if (context.Failed || context.Inputs is not { } inputs) return;

        int operands = inputs.Length + (value is null ? 0 : 1);
        if (operands > 2 && function is ElementwiseFunction.Sub or ElementwiseFunction.Div or ElementwiseFunction.Pow && operands != 2)
        {
            context.Report(ProblemRegistry.InvalidArgument, "inputs", context.Label, $"takes two operands, but has {operands}");
            return;
        }

        TensorShape joined = inputs[0];
        for (int i = 1; i < inputs.Length; i++)
        {
            if (TensorShape.Broadcast(joined, inputs[i]) is { } next)
            {
                joined = next;
                continue;
            }

            context.Report(ProblemRegistry.ShapesDoNotMatch, "inputs", context.Label, $"{joined} of {context.LabelOf(i - 1)}",
                $"{inputs[i]} of {context.LabelOf(i)}", "aligned at their last axes, sizes need to be equal or 1");
            return;
        }

        context.Add(new Elementwise(function, value), activation);
    }
}

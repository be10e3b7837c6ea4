using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Compiler.Problems;

namespace EdgeNet.Compiler.Graph.Builders;

/// <summary>Concat.</summary>
internal static class ConcatBuilder
{
    public static void Build(LayerContext context)
    {
        context.ResolveInputs(isEnough: false);
        if (context.Inputs is not { } inputs)
        {
            context.Int("axis", 0, int.MinValue);
            return;
        }

        int axis = context.Axis("axis", 0, inputs[0].Rank);
        if (context.Failed) return;
        for (int i = 1; i < inputs.Length; i++)
        {
            if (inputs[i].Rank == inputs[0].Rank && inputs[i].With(axis, 1) == inputs[0].With(axis, 1)) continue;
            context.Report(ProblemRegistry.ShapesDoNotMatch, "inputs", context.Label, $"{inputs[0]} of {context.LabelOf(0)}",
                $"{inputs[i]} of {context.LabelOf(i)}", $"all axes but axis {axis} need to be equal");
            return;
        }

        if (inputs.Sum(i => (long)i[axis]) > GraphBuilder.MaxElements) context.OutOfRange("axis", "an axis that stays below 2³⁰ elements", axis);
        else context.Add(new Concat(axis));
    }
}

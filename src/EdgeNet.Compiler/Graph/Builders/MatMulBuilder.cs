using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Compiler.Problems;

namespace EdgeNet.Compiler.Graph.Builders;

/// <summary>MatMul.</summary>
internal static class MatMulBuilder
{
    public static void Build(LayerContext context)
    {
        context.ResolveInputs(isEnough: false);
        if (context.Failed || context.Inputs is not { } inputs) return;
        if (inputs.Length != 2)
        {
            context.Report(ProblemRegistry.InvalidArgument, "inputs", context.Label, $"takes two inputs, but has {inputs.Length}");
            return;
        }

        TensorShape a = inputs[0], b = inputs[1];
        string? reason = a.Rank < 2 || b.Rank < 2 ? "both need two axes or more"
            : a[a.Rank - 1] != b[b.Rank - 2] ? $"the left side has {a[a.Rank - 1]} columns, the right side {b[b.Rank - 2]} rows"
            : MatMul.BatchOf(a, b) is null ? "the axes before the last two need to be equal or 1"
            : null;
        if (reason is null) context.Add(new MatMul());
        else context.Report(ProblemRegistry.ShapesDoNotMatch, "inputs", context.Label, $"{a} of {context.LabelOf(0)}", $"{b} of {context.LabelOf(1)}", reason);
    }
}

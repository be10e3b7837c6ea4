using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Compiler.Problems;

namespace EdgeNet.Compiler.Graph.Builders;

/// <summary>Equal, Greater, GreaterOrEqual, Less, LessOrEqual; Where; Gather.</summary>
internal static class MaskBuilder
{
    public static void Compare(LayerContext context, CompareFunction function)
    {
        float? value = context.FloatOrNull("value");
        context.ResolveInputs(isEnough: value is not null);
        if (Joined(context, value is null ? 2 : 1)) context.Add(new Compare(function, value));
    }

    public static void Where(LayerContext context)
    {
        context.ResolveInputs(isEnough: false);
        if (Joined(context, 3)) context.Add(new Select());
    }

    public static void Gather(LayerContext context)
    {
        int[] given = context.Ints("indices", int.MinValue);
        if (context.Input is not { } input) return;
        int axis = context.Axis("axis", 0, input.Rank);
        if (context.Failed) return;
        int size = input[axis];
        int[] indices = [.. given.Select(i => i < 0 ? i + size : i)];
        if (indices.Length == 0) context.OutOfRange("indices", "one value or more", "empty");
        else if (indices.Any(i => i < 0 || i >= size)) context.OutOfRange("indices", $"numbers from {-size} to {size - 1}", given.First(i => i < -size || i >= size));
        else context.Add(new Gather(axis, indices));
    }

    /// <summary>Whether there are as many inputs as there should be, and their shapes can be broadcast to each other.</summary>
    private static bool Joined(LayerContext context, int count)
    {
        if (context.Failed || context.Inputs is not { } inputs) return false;
        if (inputs.Length != count)
        {
            context.Report(ProblemRegistry.InvalidArgument, "inputs", context.Label, $"takes {(count == 1 ? "one input beside its value" : $"{count} inputs")}, but has {inputs.Length}");
            return false;
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
            return false;
        }

        return true;
    }
}

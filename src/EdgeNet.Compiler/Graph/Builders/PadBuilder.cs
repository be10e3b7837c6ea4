using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Compiler.Problems;

namespace EdgeNet.Compiler.Graph.Builders;

/// <summary>Pad.</summary>
internal static class PadBuilder
{
    public static void Build(LayerContext context)
    {
        int[] pads = context.Ints("pads", -int.MaxValue);
        var mode = context.Member<PadMode>("mode", PadMode.Constant);
        float value = context.Float("value", 0);
        if (context.Input is not { } input || context.Failed) return;

        int rank = input.Rank, axes = pads.Length / 2, first = rank - axes;
        if (pads.Length != 2 * rank && (pads.Length != 2 * (rank - 1) || axes == 0))
        {
            context.Report(ProblemRegistry.WrongCount, "pads", context.Label, rank == 1 ? "2" : $"{2 * rank} (or {2 * (rank - 1)} without the channels)", "pads", pads.Length);
            return;
        }

        int[] begin = new int[rank], end = new int[rank];
        for (int i = 0; i < axes; i++) (begin[first + i], end[first + i]) = (pads[i], pads[axes + i]);
        for (int axis = 0; axis < rank; axis++)
        {
            int size = input[axis], most = Math.Max(begin[axis], end[axis]);
            if ((long)size + begin[axis] + end[axis] < 1)
                context.OutOfRange("pads", $"more than {-size} on axis {axis} of {input}, so that something is left", begin[axis] + (long)end[axis]);
            else if (mode == PadMode.Reflect && most >= size)
                context.OutOfRange("pads", $"less than {size} on axis {axis} of {input}: there is no more to reflect", most);
            else if (mode != PadMode.Constant && Math.Min(begin[axis], end[axis]) < 0 && Math.Max(-begin[axis], -end[axis]) >= size)
                context.OutOfRange("pads", $"more than {-size} on axis {axis} of {input}, so that there is a border", Math.Min(begin[axis], end[axis]));
            if (context.Failed) return;
        }

        context.Add(new Pad(begin, end, mode, mode == PadMode.Constant ? value : 0));
    }
}

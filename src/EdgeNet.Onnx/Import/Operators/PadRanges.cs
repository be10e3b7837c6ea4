using EdgeNet.Onnx.Import.Model;
using static System.FormattableString;

namespace EdgeNet.Onnx.Import.Operators;

/// <summary>What a Pad adds to each axis, or cuts off where it is negative.</summary>
/// <param name="Begin">Before the first element.</param>
/// <param name="End">Behind the last.</param>
/// <param name="Mode">constant, reflect, edge or wrap.</param>
internal sealed record PadRanges(int[] Begin, int[] End, string Mode)
{
    /// <summary>Reads a node's. The pads became an input in opset 11; axes may be given from 18 on.</summary>
    public static PadRanges Read(NodeContext context, int[] shape)
    {
        string mode = context.Attributes.OneOf("mode", "constant", "constant", "reflect", "edge", "wrap");
        long[] given = (context.Opset >= 11 ? context.Numbers(1, "pads") : context.Attributes.Ints("pads")) ?? throw new ImportProblemException("has no pads");
        int rank = shape.Length;
        int[] axes = context.Opset >= 18 && context.Numbers(3, "axes") is { } some ? Axes.Normalize(some, rank) : [.. Enumerable.Range(0, rank)];
        if (given.Length != 2 * axes.Length) throw new ImportProblemException(Invariant($"has {given.Length} pads for {axes.Length} axes; expected {2 * axes.Length}"));
        if (given.Any(p => p is < -int.MaxValue or > int.MaxValue)) throw new ImportProblemException($"has the pads {Dimensions.Text(given)}");
        int[] begin = new int[rank], end = new int[rank];
        for (int i = 0; i < axes.Length; i++) (begin[axes[i]], end[axes[i]]) = ((int)given[i], (int)given[axes.Length + i]);
        return new(begin, end, mode);
    }

    /// <summary>The element that one before, in or behind an axis takes; -1 where it is the fill.</summary>
    public int Source(int at, int size)
    {
        if (at >= 0 && at < size) return at;
        if (Mode == "constant") return -1;
        if (size == 0) throw new ImportProblemException("repeats an axis without elements");
        if (Mode == "edge") return Math.Clamp(at, 0, size - 1);
        if (Mode == "wrap") return (at % size + size) % size;
        int period = Math.Max(1, 2 * (size - 1)), inside = (at % period + period) % period;
        return inside < size ? inside : period - inside;
    }
}

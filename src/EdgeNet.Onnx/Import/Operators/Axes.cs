using EdgeNet.Onnx.Import.Model;
using static System.FormattableString;

namespace EdgeNet.Onnx.Import.Operators;

/// <summary>Axes as files give them: negative ones count from the end.</summary>
internal static class Axes
{
    /// <summary>An axis from 0.</summary>
    /// <param name="axis">As given.</param>
    /// <param name="rank">How many axes there are.</param>
    /// <param name="allowEnd">Whether the place behind the last axis counts, as for a Flatten.</param>
    public static int Normalize(long axis, int rank, bool allowEnd = false)
    {
        long last = allowEnd ? rank : rank - 1;
        return axis >= -rank && axis <= last
            ? (int)(axis < 0 ? axis + rank : axis)
            : throw new ImportProblemException(Invariant($"has the axis {axis}; expected {-rank} to {last}"));
    }

    /// <summary>Axes from 0, each once.</summary>
    public static int[] Normalize(IEnumerable<long> axes, int rank)
    {
        int[] all = [.. axes.Select(a => Normalize(a, rank))];
        return all.Distinct().Count() == all.Length ? all : throw new ImportProblemException($"has an axis twice in {Dimensions.Text(all)}");
    }

    /// <summary>The axes of an operator that has them as an attribute in old files and as an input in new ones; null where none are given.</summary>
    /// <param name="context">The node.</param>
    /// <param name="asInputFrom">The opset from which they are an input.</param>
    /// <param name="input">That input.</param>
    public static long[]? Read(NodeContext context, int asInputFrom, int input = 1) =>
        context.Opset >= asInputFrom ? context.Numbers(input, "axes") : context.Attributes.Ints("axes");
}

using static EdgeNet.Compiler.Emit.VectorText;

namespace EdgeNet.Compiler.Emit;

/// <summary>A run of equal elements.</summary>
internal static class FillRun
{
    /// <summary>Longer runs than this many vectors are left to the runtime's own fill.</summary>
    private const int MaxVectors = 8;

    /// <summary>Writes the fill of a run; nothing for an empty one.</summary>
    /// <param name="writer">Takes the text.</param>
    /// <param name="lanes">Lanes of the widest vector.</param>
    /// <param name="reference">The first element.</param>
    /// <param name="count">Elements.</param>
    /// <param name="fill">What they get.</param>
    public static void Write(SourceWriter writer, int lanes, string reference, int count, float fill)
    {
        if (count == 0) return;
        if (count > MaxVectors * lanes)
        {
            writer.Line(Invariant($"MemoryMarshal.CreateSpan(ref {reference}, {count}).{(fill == 0 ? "Clear()" : $"Fill({Literal(fill)})")};"));
            return;
        }

        LaneRuns.Write(writer, lanes, count, (vector, i) =>
        {
            string at = i == "0" ? reference : $"Unsafe.Add(ref {reference}, {i})";
            writer.Line(vector is null ? $"{at} = {Literal(fill)};"
                : $"{vector}.StoreUnsafe({(fill == 0 ? $"{vector}<float>.Zero" : $"{vector}.Create({Literal(fill)})")}, ref {at});");
        });
    }
}

namespace EdgeNet.Compiler.Emit;

/// <summary>Runs of a length known when the code is written, in vectors as wide as fit: whole ones, then narrower ones, then single elements.</summary>
internal static class LaneRuns
{
    private const int MinLanes = 4;

    /// <summary>The vector types that a run uses, widest first.</summary>
    /// <param name="lanes">Lanes of the widest vector; 1 for single elements only.</param>
    /// <param name="count">Elements.</param>
    public static IEnumerable<string> Vectors(int lanes, int count)
    {
        for (int rest = count; lanes >= MinLanes; rest %= lanes, lanes /= 2)
            if (rest >= lanes) yield return Vector(lanes);
    }

    /// <summary>Writes a run.</summary>
    /// <param name="writer">Takes the text.</param>
    /// <param name="lanes">Lanes of the widest vector; 1 for single elements only.</param>
    /// <param name="count">Elements.</param>
    /// <param name="body">Writes one piece: the vector's class, or null for a single element, and the index of its first element.</param>
    public static void Write(SourceWriter writer, int lanes, int count, Action<string?, string> body)
    {
        int done = 0;
        for (; lanes >= MinLanes; lanes /= 2)
        {
            int whole = (count - done) / lanes * lanes;
            if (whole == 0) continue;
            if (whole == lanes)
            {
                using (writer.BeginBlock("")) body(Vector(lanes), VectorText.Invariant($"{done}"));
            }
            else
            {
                using (writer.BeginBlock(VectorText.Invariant($"for (nint i = {done}; i < {done + whole}; i += {lanes})"))) body(Vector(lanes), "i");
            }

            done += whole;
        }

        if (done == count) return;
        if (count - done == 1)
        {
            using (writer.BeginBlock("")) body(null, VectorText.Invariant($"{done}"));
        }
        else
        {
            using (writer.BeginBlock(VectorText.Invariant($"for (nint i = {done}; i < {count}; i++)"))) body(null, "i");
        }
    }

    private static string Vector(int lanes) => VectorText.Invariant($"Vector{lanes * 32}");
}

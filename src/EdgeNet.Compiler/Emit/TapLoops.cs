using EdgeNet.Compiler.Planning;

namespace EdgeNet.Compiler.Emit;

/// <summary>Writes the loops around a kernel's straight-line taps.</summary>
internal static class TapLoops
{
    /// <summary>
    /// Writes loops over the rolled taps. Inside, <c>wt</c> refers to the weights of the first straight-line tap and <c>xk</c> to the
    /// input that it reads at offset 0.
    /// </summary>
    /// <param name="writer">Takes the text.</param>
    /// <param name="taps">What is rolled and what is straight-line.</param>
    /// <param name="weights">The reference to the first tap's weights.</param>
    /// <param name="input">The reference to the first tap's input.</param>
    /// <param name="weightsPerTap">Packed elements of a tap.</param>
    /// <param name="body">Writes straight-line taps given their input offsets, the weights' reference and the input's.</param>
    public static void Write(
        SourceWriter writer, UnrolledTaps taps, string weights, string input, int weightsPerTap, Action<IReadOnlyList<int>, string, string> body)
    {
        if (taps.Rolled.Count == 0)
        {
            body(taps.Straight, weights, input);
            return;
        }

        writer.Line($"ref float wt = ref {weights};");
        var blocks = new Stack<IDisposable>();
        var terms = new List<(string?, int)>();
        for (int i = 0; i < taps.Rolled.Count; i++)
        {
            TapLoop loop = taps.Rolled[i];
            string variable = VectorText.Invariant($"t{i}");
            if (i == taps.Rolled.Count - 1 && taps.Remainder.Count > 0) break;
            blocks.Push(writer.BeginBlock($"for (nint {variable} = 0; {variable} < {loop.Count}; {variable}++) // {loop.Axis}"));
            terms.Add((variable, loop.InputStride));
        }

        if (taps.Remainder.Count == 0)
        {
            WriteRun(writer, taps.Straight, terms, input, weightsPerTap, body, "xk");
        }
        else
        {
            TapLoop innermost = taps.Rolled[taps.Rolled.Count - 1];
            using (writer.BeginBlock($"for (nint r = 0; r < {innermost.Count}; r++) // {innermost.Axis}"))
                WriteRun(writer, taps.Straight, [.. terms, ("r", innermost.InputStride)], input, weightsPerTap, body, "xk");
            int[] rest = [.. taps.Remainder.Select(offset => offset + innermost.Count * innermost.InputStride)];
            WriteRun(writer, rest, terms, input, weightsPerTap, body, "xr");
        }

        while (blocks.Count > 0) blocks.Pop().Dispose();
    }

    private static void WriteRun(
        SourceWriter writer, IReadOnlyList<int> offsets, List<(string?, int)> terms, string input, int weightsPerTap,
        Action<IReadOnlyList<int>, string, string> body, string name)
    {
        string xk = VectorText.Advance(writer, name, input, [.. terms]);
        body(offsets, "wt", xk);
        writer.Line($"wt = ref Unsafe.Add(ref wt, {offsets.Count * weightsPerTap});");
    }
}

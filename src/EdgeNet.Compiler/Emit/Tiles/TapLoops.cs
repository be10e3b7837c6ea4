using EdgeNet.Compiler.Planning;

namespace EdgeNet.Compiler.Emit.Tiles;

/// <summary>Writes the loops around a kernel's straight-line taps.</summary>
internal static class TapLoops
{
    /// <summary>
    /// Writes loops over the rolled taps. Inside, <c>wt</c> refers to the weights of the first straight-line tap and <c>xk</c> to the
    /// input that it reads at offset 0.
    /// </summary>
    /// <param name="context">The plan and the methods.</param>
    /// <param name="method">The name of the method that is written, for the names of its parts.</param>
    /// <param name="shape">The kernel's sizes.</param>
    /// <param name="writer">Takes the text.</param>
    /// <param name="taps">What is rolled and what is straight-line.</param>
    /// <param name="weights">The reference to the first tap's weights.</param>
    /// <param name="input">The reference to the first tap's input.</param>
    /// <param name="weightsPerTap">Packed elements of a tap.</param>
    /// <param name="accumulators">The accumulators' names.</param>
    /// <param name="scratch">The declaration of the variables that taps use, beside the accumulators; empty where they declare their own.</param>
    /// <param name="body">Writes straight-line taps given their input offsets, the weights' reference and the input's.</param>
    /// <param name="vector">The accumulators' type, where it is narrower than the kernel's.</param>
    /// <param name="fmasPerTap">Multiply-adds of a tap; one an accumulator unless given.</param>
    public static void Write(
        EmitContext context, string method, KernelShape shape, SourceWriter writer, UnrolledTaps taps, string weights, string input,
        int weightsPerTap, string[] accumulators, string scratch, TapWriter body, string? vector = null, int? fmasPerTap = null)
    {
        if (taps.Straight.Count == 0) return;
        int tapsPerPart = Math.Max(1, context.FmaBudget / (fmasPerTap ?? accumulators.Length));
        if (taps.Rolled.Count == 0 && taps.Straight.Count > tapsPerPart && context.Plan.Unroll == Unroll.Full)
        {
            WriteParts(context, method, writer, taps.Straight, tapsPerPart, weights, input, weightsPerTap, accumulators, scratch, body, vector ?? context.Vector);
            return;
        }

        if (scratch.Length > 0) writer.Line(scratch);
        if (taps.Rolled.Count == 0)
        {
            body(writer, taps.Straight, weights, input);
            return;
        }

        writer.Line($"ref float wt = ref {weights};");
        var blocks = new Stack<IDisposable>();
        var terms = new List<string>();
        string Count(int i) => shape.Of(VectorText.Invariant($"n{i}"), taps.Rolled[i].Count);
        string Stride(int i) => shape.Of(VectorText.Invariant($"d{i}"), taps.Rolled[i].InputStride);
        int last = taps.Rolled.Count - 1;
        for (int i = 0; i <= last; i++)
        {
            string variable = VectorText.Invariant($"t{i}");
            if (i == last && taps.Remainder.Count > 0) break;
            blocks.Push(writer.BeginBlock($"for (nint {variable} = 0; {variable} < {Count(i)}; {variable}++) // {taps.Rolled[i].Axis}"));
            terms.Add(TileLoop.Times(variable, Stride(i)));
        }

        if (taps.Remainder.Count == 0)
        {
            WriteRun(writer, taps.Straight, terms, input, weightsPerTap, body, "xk");
        }
        else
        {
            TapLoop innermost = taps.Rolled[last];
            SourceWriter.Block? loop = innermost.Count == 1 ? null : writer.BeginBlock($"for (nint r = 0; r < {Count(last)}; r++) // {innermost.Axis}");
            WriteRun(writer, taps.Straight, [.. terms, loop is null ? "0" : TileLoop.Times("r", Stride(last))], input, weightsPerTap, body, "xk");
            loop?.Dispose();
            WriteRun(writer, taps.Remainder, [.. terms, TileLoop.Times(Count(last), Stride(last))], input, weightsPerTap, body, "xr");
        }

        while (blocks.Count > 0) blocks.Pop().Dispose();
    }

    /// <summary>
    /// Writes taps that are all straight-line, yet more than compilers keep in registers, as methods of their own that pass the
    /// accumulators on.
    /// </summary>
    private static void WriteParts(
        EmitContext context, string method, SourceWriter writer, IReadOnlyList<int> offsets, int tapsPerPart, string weights, string input,
        int weightsPerTap, string[] accumulators, string scratch, TapWriter body, string vector)
    {
        string parameters = "ref float x, ref float w" + string.Concat(accumulators.Select(a => $", ref {vector}<float> p{a}"));
        for (int first = 0, part = 1; first < offsets.Count; first += tapsPerPart, part++)
        {
            int[] run = [.. offsets.Skip(first).Take(tapsPerPart)];
            string name = context.Kernels.Add($"{method}_part{part}", $"Taps {first + 1} to {first + run.Length} of {offsets.Count}.", parameters, partWriter =>
            {
                foreach (string a in accumulators) partWriter.Line($"var {a} = p{a};");
                if (scratch.Length > 0) partWriter.Line(scratch);
                body(partWriter, run, "w", "x");
                foreach (string a in accumulators) partWriter.Line($"p{a} = {a};");
            });
            string at = first == 0 ? $"ref {weights}" : $"ref Unsafe.Add(ref {weights}, {first * weightsPerTap})";
            writer.Line($"{name}(ref {input}, {at}{string.Concat(accumulators.Select(a => $", ref {a}"))});");
        }
    }

    private static void WriteRun(
        SourceWriter writer, IReadOnlyList<int> offsets, List<string> terms, string input, int weightsPerTap, TapWriter body, string name)
    {
        string offset = string.Join(" + ", terms.Where(t => t != "0"));
        if (offset.Length > 0) writer.Line($"ref float {name} = ref Unsafe.Add(ref {input}, {offset});");
        body(writer, offsets, "wt", offset.Length > 0 ? name : input);
        writer.Line($"wt = ref Unsafe.Add(ref wt, {offsets.Count * weightsPerTap});");
    }
}

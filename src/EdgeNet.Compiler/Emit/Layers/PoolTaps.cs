using EdgeNet.Compiler.Emit.Tiles;
using EdgeNet.Compiler.Planning;
using EdgeNet.Compiler.Planning.Steps;
using static EdgeNet.Compiler.Emit.VectorText;

namespace EdgeNet.Compiler.Emit.Layers;

/// <summary>Writes how a pooling gathers the taps of a window into the variable <c>a</c>: straight-line where they are few, else in loops.</summary>
internal static class PoolTaps
{
    /// <summary>Taps of one straight-line body.</summary>
    private const int Budget = 64;

    /// <summary>Sums or maxima beside each other in long windows: one alone would wait for each addition's latency.</summary>
    private const int Parts = 4;

    /// <summary>Writes the taps of one window.</summary>
    /// <param name="writer">Takes the text.</param>
    /// <param name="vector">The vector type; null for floats.</param>
    /// <param name="step">The pooling.</param>
    /// <param name="input">The reference to the window's first tap.</param>
    /// <param name="isForArm">Whether the code is shaped for AArch64.</param>
    public static void Write(SourceWriter writer, string? vector, PoolStep step, string input, bool isForArm)
    {
        TensorLayout layout = step.Input.Layout;
        var slices = new TapLoop("kz", step.Window.Kernel[0], step.Window.Dilation[0] * layout.DepthStride);
        var rows = new TapLoop("ky", step.Window.Kernel[1], step.Window.Dilation[1] * layout.RowStride);
        // With several phases the taps of a row do not lie at equal distances: a row is then one element of the nest.
        int[] columns = step.Phases == 1 ? [0] : [.. Enumerable.Range(0, step.Window.Kernel[2]).Select(kx => kx * step.Window.Dilation[2])
            .Select(column => column % step.Phases * layout.Width + column / step.Phases)];
        TapNest nest = step.Phases == 1
            ? TapNest.Of(slices, rows, new TapLoop("kx", step.Window.Kernel[2], step.Window.Dilation[2] * layout.ColumnStride)) : TapNest.Of(slices, rows);
        UnrolledTaps taps = nest.Unroll(columns.Length, Budget);
        int[] Offsets(IEnumerable<int> offsets) => [.. offsets.SelectMany(offset => columns.Select(column => offset + column))];

        if (step.IsMax && vector is not null && step.Window.Taps > 1) writer.Line($"{vector}<float> tap;");
        if (taps.Rolled.Count == 0)
        {
            int[] straight = Offsets(taps.Straight);
            writer.Line($"var a = {First(vector, step, Tap(vector, input, straight[0]))};");
            WriteRun(writer, vector, step, input, [.. straight.Skip(1)], 1, isForArm);
            return;
        }

        string start = step.IsMax ? "float.NegativeInfinity" : "0f";
        int parts = Math.Min(Parts, taps.Straight.Count * columns.Length);
        for (int part = 0; part < parts; part++) writer.Line($"var {Part(part)} = {(vector is null ? start : $"{vector}.Create({start})")};");
        int last = taps.Rolled.Count - 1;
        TileLoop[] outer = [.. taps.Rolled.Take(last).Select((loop, i) => Loop(Invariant($"t{i}"), loop, input))];
        TileLoop.Write(writer, outer, at =>
        {
            string from = at(input);
            TileLoop loop = Loop(Invariant($"t{last}"), taps.Rolled[last], from);
            TileLoop.Write(writer, [loop], inner => WriteRun(writer, vector, step, inner(from), Offsets(taps.Straight), parts, isForArm));
            int end = taps.Rolled[last].Count * taps.Rolled[last].InputStride;
            WriteRun(writer, vector, step, from, Offsets(taps.Remainder.Select(offset => offset + end)), parts, isForArm);
        });
        for (int part = 1; part < parts; part++)
            writer.Line(step.IsMax ? $"a = {Max(vector, "a", Part(part), isForArm)};" : $"a += {Part(part)};");
    }

    /// <summary>Writes what is left to do after the last tap, but for an average's division.</summary>
    public static void WriteEnd(SourceWriter writer, string? vector, PoolStep step)
    {
        string type = vector ?? "MathF";
        if (step.Norm == 2) writer.Line($"a = {type}.Sqrt(a);");
        // A sum of 0 has the logarithm −∞, which comes back as 0.
        else if (step.Norm > 2) writer.Line($"a = {type}.Exp({type}.Log(a) * {Literal(1f / step.Norm)});");
    }

    private static TileLoop Loop(string variable, TapLoop loop, string reference) =>
        TileLoop.Of(variable, Invariant($"{loop.Count}"), (reference, Invariant($"{loop.InputStride}")));

    private static void WriteRun(SourceWriter writer, string? vector, PoolStep step, string input, int[] offsets, int parts, bool isForArm)
    {
        for (int i = 0; i < offsets.Length; i++)
        {
            string tap = Tap(vector, input, offsets[i]), part = Part(i % parts);
            if (step.IsMax && vector is not null) writer.Line($"tap = {tap};");
            writer.Line(
                step.IsMax ? $"{part} = {Max(vector, part, vector is null ? tap : "tap", isForArm)};"
                : step.Norm == 2 ? $"{part} = {(vector is null ? "float" : vector)}.MultiplyAddEstimate({tap}, {tap}, {part});"
                : $"{part} += {First(vector, step, tap)};");
        }
    }

    private static string Part(int part) => part == 0 ? "a" : Invariant($"a{part}");

    /// <summary>What a single tap gives.</summary>
    private static string First(string? vector, PoolStep step, string tap) =>
        step.Norm == 0 ? tap : step.Norm == 1 ? $"{vector ?? "MathF"}.Abs({tap})" : $"VectorMath.AbsPower({tap}, {step.Norm})";

    private static string Tap(string? vector, string reference, int offset) =>
        vector is null ? Element(reference, offset) : Load(vector, reference, offset);
}

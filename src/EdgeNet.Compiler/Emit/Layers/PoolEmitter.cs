using EdgeNet.Compiler.Planning;
using EdgeNet.Compiler.Planning.Steps;
using static EdgeNet.Compiler.Emit.VectorText;

namespace EdgeNet.Compiler.Emit.Layers;

/// <summary>
/// Pooling with all taps of a window straight-line, lanes over channels where they lie together, else over columns. The divisors of
/// an average that differ near the borders come from a table for each axis.
/// </summary>
internal static class PoolEmitter
{
    public static void Emit(EmitContext context, PoolStep step)
    {
        bool interleaved = step.Input.Layout.IsInterleaved;
        string name = context.Kernels.Add(
            context.MethodName(step),
            $"{step.Name}: {step.Kind} {step.Window}, lanes over {(interleaved ? "channels" : "columns")}.",
            "ref float x, ref float y",
            writer =>
            {
                if (interleaved) WriteOverChannels(context, step, writer);
                else WriteOverColumns(context, step, writer);
            });
        context.Call(name, context.Reference(step.Input), context.Reference(step.Output));
    }

    private static void WriteOverChannels(EmitContext context, PoolStep step, SourceWriter writer)
    {
        TensorLayout input = step.Input.Layout, output = step.Output.Layout;
        int channels = output.Channels;
        // Fewer channels than lanes are pooled in narrower vectors; a last vector may overlap the one before, which does no harm.
        int lanes = context.Width.Lanes;
        while (lanes > channels && lanes > 1) lanes /= 2;
        string? vector = lanes >= 4 ? Invariant($"Vector{lanes * 32}") : null;
        if (vector is null) lanes = 1;

        WriteScales(step, writer);
        IDisposable? rows = writer.BeginLoop("oy", output.Height);
        IDisposable? columns = writer.BeginLoop("ox", output.Width);
        string? oy = rows is null ? null : "oy", ox = columns is null ? null : "ox";
        string xp = Advance(writer, "xp", "x", (oy, step.Window.Stride[0] * input.RowStride), (ox, step.Window.Stride[1] * input.ColumnStride));
        string yp = Advance(writer, "yp", "y", (oy, output.RowStride), (ox, output.ColumnStride));
        string? scale = Scale(step, oy ?? "0", ox ?? "0");
        if (scale is not null && vector is not null) writer.Line($"var scale = {vector}.Create({scale});");
        else if (scale is not null) writer.Line($"float scale = {scale};");

        int whole = channels / lanes * lanes;
        using (writer.BeginBlock($"for (nint c = 0; c < {whole}; c += {lanes})")) WritePixel("c");
        if (whole < channels)
        {
            using (writer.BeginBlock("")) WritePixel(Invariant($"{channels - lanes}"));
        }

        columns?.Dispose();
        rows?.Dispose();

        void WritePixel(string channel)
        {
            writer.Line($"ref float xc = ref Unsafe.Add(ref {xp}, {channel});");
            int[] taps = [.. Taps(step).Select(t => t.Row * input.RowStride + t.Column * input.ColumnStride)];
            WriteTaps(writer, vector, "xc", taps, step.IsAverage);
            if (scale is not null) writer.Line("a *= scale;");
            writer.Line(vector is null ? $"Unsafe.Add(ref {yp}, {channel}) = a;" : $"a.StoreUnsafe(ref Unsafe.Add(ref {yp}, {channel}));");
        }
    }

    private static void WriteOverColumns(EmitContext context, PoolStep step, SourceWriter writer)
    {
        TensorLayout input = step.Input.Layout, output = step.Output.Layout;
        int lanes = context.Width.Lanes;
        WriteScales(step, writer);
        IDisposable? channels = writer.BeginLoop("c", output.Channels);
        IDisposable? rows = writer.BeginLoop("oy", output.Height);
        string? c = channels is null ? null : "c", oy = rows is null ? null : "oy";
        string xr = Advance(writer, "xr", "x", (c, input.ChannelStride), (oy, step.Window.Stride[0] * input.RowStride));
        string yr = Advance(writer, "yr", "y", (c, output.ChannelStride), (oy, output.RowStride));
        int whole = output.Width / lanes * lanes;
        if (whole > 0)
        {
            using (writer.BeginBlock($"for (nint ox = 0; ox < {whole}; ox += {lanes})")) WriteColumns("ox", lanes);
        }

        if (whole < output.Width)
        {
            using (writer.BeginBlock("")) WriteColumns(Invariant($"{whole}"), output.Width - whole);
        }

        rows?.Dispose();
        channels?.Dispose();

        void WriteColumns(string ox, int count)
        {
            writer.Line($"ref float xc = ref Unsafe.Add(ref {xr}, {ox});");
            writer.Line($"ref float yc = ref Unsafe.Add(ref {yr}, {ox});");
            int[] taps = [.. Taps(step).Select(t => t.Row * input.RowStride + t.Column % step.Phases * input.Width + t.Column / step.Phases)];
            WriteTaps(writer, context.Vector, "xc", taps, step.IsAverage);
            if (step.IsAverage && Uniform(step) is { } uniform) writer.Line($"a *= {Literal(uniform)};");
            else if (step.IsAverage)
                writer.Line($"a *= rowScale[(int){oy ?? "0"}] * {context.Vector}.LoadUnsafe(ref MemoryMarshal.GetReference(columnScale), (nuint){ox});");
            Store(writer, lanes, "a", count, "yc", 0);
        }
    }

    private static void WriteTaps(SourceWriter writer, string? vector, string reference, int[] offsets, bool average)
    {
        string Tap(int offset) => vector is null ? Element(reference, offset) : Load(vector, reference, offset);
        writer.Line($"var a = {Tap(offsets[0])};");
        foreach (int offset in offsets.Skip(1))
            writer.Line(average ? $"a += {Tap(offset)};" : $"a = {(vector is null ? "MathF.Max" : vector + ".MaxNative")}(a, {Tap(offset)});");
    }

    /// <summary>The taps of a window, in padded rows and columns from its start.</summary>
    private static IEnumerable<(int Row, int Column)> Taps(PoolStep step) =>
        from ky in Enumerable.Range(0, step.Window.Kernel[0])
        from kx in Enumerable.Range(0, step.Window.Kernel[1])
        select (ky * step.Window.Dilation[0], kx * step.Window.Dilation[1]);

    /// <summary>The factor of an average where it is the same everywhere, else null.</summary>
    private static float? Uniform(PoolStep step) =>
        step.RowCounts.Distinct().Count() == 1 && step.ColumnCounts.Distinct().Count() == 1 ? 1f / (step.RowCounts[0] * step.ColumnCounts[0]) : null;

    private static string? Scale(PoolStep step, string oy, string ox) =>
        !step.IsAverage ? null : Uniform(step) is { } uniform ? Literal(uniform) : $"rowScale[(int){oy}] * columnScale[(int){ox}]";

    /// <summary>Declares the tables of an average whose divisor is not the same everywhere; columns have room for a whole last vector.</summary>
    private static void WriteScales(PoolStep step, SourceWriter writer)
    {
        if (!step.IsAverage || Uniform(step) is not null) return;
        int room = WorkspacePlanner.Align(step.ColumnCounts.Count) - step.ColumnCounts.Count;
        string Table(IEnumerable<int> counts) => string.Join(", ", counts.Select(n => Literal(1f / n)));
        writer.Line($"ReadOnlySpan<float> rowScale = [{Table(step.RowCounts)}];");
        writer.Line($"ReadOnlySpan<float> columnScale = [{Table(step.ColumnCounts.Concat(Enumerable.Repeat(1, room)))}];");
    }
}

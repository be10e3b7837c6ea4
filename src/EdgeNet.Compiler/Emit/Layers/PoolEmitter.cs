using EdgeNet.Compiler.Graph.Layers;
using EdgeNet.Compiler.Planning;
using EdgeNet.Compiler.Planning.Steps;
using static EdgeNet.Compiler.Emit.VectorText;

namespace EdgeNet.Compiler.Emit.Layers;

/// <summary>
/// Pooling with lanes over channels where they lie together, else over columns. The divisors of an average that differ near the
/// borders come from a table for each axis.
/// </summary>
internal static class PoolEmitter
{
    public static void Emit(EmitContext context, PoolStep step)
    {
        bool interleaved = step.Input.Layout.IsChannelsLast;
        if (!interleaved && step.Layer is GlobalPool)
        {
            GlobalPoolEmitter.Emit(context, step);
            return;
        }

        string name = context.Kernels.Add(
            context.MethodName(step),
            $"{step.Name}: {step.Kind} {step.Summary}.",
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
        IDisposable? slices = writer.BeginLoop("oz", output.Depth);
        IDisposable? rows = writer.BeginLoop("oy", output.Height);
        IDisposable? columns = writer.BeginLoop("ox", output.Width);
        string? oz = slices is null ? null : "oz", oy = rows is null ? null : "oy", ox = columns is null ? null : "ox";
        string xp = Advance(writer, "xp", "x", (oz, step.Window.Stride[0] * input.DepthStride),
            (oy, step.Window.Stride[1] * input.RowStride), (ox, step.Window.Stride[2] * input.ColumnStride));
        string yp = Advance(writer, "yp", "y", (oz, output.DepthStride), (oy, output.RowStride), (ox, output.ColumnStride));
        string? scale = Scale(step, oz, oy, ox);
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
        slices?.Dispose();

        void WritePixel(string channel)
        {
            writer.Line($"ref float xc = ref Unsafe.Add(ref {xp}, {channel});");
            PoolTaps.Write(writer, vector, step, "xc", context.Width.IsForArm);
            PoolTaps.WriteEnd(writer, vector, step);
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
        IDisposable? slices = writer.BeginLoop("oz", output.Depth);
        IDisposable? rows = writer.BeginLoop("oy", output.Height);
        string? c = channels is null ? null : "c", oz = slices is null ? null : "oz", oy = rows is null ? null : "oy";
        string xr = Advance(writer, "xr", "x", (c, input.ChannelStride),
            (oz, step.Window.Stride[0] * input.DepthStride), (oy, step.Window.Stride[1] * input.RowStride));
        string yr = Advance(writer, "yr", "y", (c, output.ChannelStride), (oz, output.DepthStride), (oy, output.RowStride));
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
        slices?.Dispose();
        channels?.Dispose();

        void WriteColumns(string ox, int count)
        {
            writer.Line($"ref float xc = ref Unsafe.Add(ref {xr}, {ox});");
            writer.Line($"ref float yc = ref Unsafe.Add(ref {yr}, {ox});");
            PoolTaps.Write(writer, context.Vector, step, "xc", context.Width.IsForArm);
            PoolTaps.WriteEnd(writer, context.Vector, step);
            if (step.Counts?.Uniform is { } uniform) writer.Line($"a *= {Literal(1f / uniform)};");
            else if (step.Counts is not null)
                writer.Line($"a *= {OuterScale(step, oz, oy)}{context.Vector}.LoadUnsafe(ref MemoryMarshal.GetReference(columnScale), (nuint){ox});");
            Store(writer, lanes, "a", count, "yc", 0);
        }
    }

    private static string? Scale(PoolStep step, string? oz, string? oy, string? ox) =>
        step.Counts is null ? null
        : step.Counts.Uniform is { } uniform ? Literal(1f / uniform)
        : $"{OuterScale(step, oz, oy)}columnScale[(int){ox ?? "0"}]";

    /// <summary>The factors of an average that come from its slice and its row, each with a multiplication sign behind it.</summary>
    private static string OuterScale(PoolStep step, string? oz, string? oy) =>
        (step.Output.Layout.Depth > 1 ? $"sliceScale[(int){oz ?? "0"}] * " : "") + $"rowScale[(int){oy ?? "0"}] * ";

    /// <summary>Declares the tables of an average whose divisor is not the same everywhere; columns have room for a whole last vector.</summary>
    private static void WriteScales(PoolStep step, SourceWriter writer)
    {
        if (step.Counts is not { Uniform: null } counts) return;
        int room = WorkspacePlanner.Align(counts.Columns.Count) - counts.Columns.Count;
        // A single slice's count is taken into the rows'.
        int one = step.Output.Layout.Depth == 1 ? counts.Slices[0] : 1;
        string Table(IEnumerable<int> counts) => string.Join(", ", counts.Select(n => Literal(1f / n)));
        if (step.Output.Layout.Depth > 1) writer.Line($"ReadOnlySpan<float> sliceScale = [{Table(counts.Slices)}];");
        writer.Line($"ReadOnlySpan<float> rowScale = [{Table(counts.Rows.Select(n => n * one))}];");
        writer.Line($"ReadOnlySpan<float> columnScale = [{Table(counts.Columns.Concat(Enumerable.Repeat(1, room)))}];");
    }
}

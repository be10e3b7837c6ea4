using EdgeNet.Compiler.Planning;
using EdgeNet.Compiler.Planning.Steps;
using static EdgeNet.Compiler.Emit.VectorText;

namespace EdgeNet.Compiler.Emit.Layers;

/// <summary>Copies a volume into its padded buffer, once, so that no tap tests for a border.</summary>
internal static class PadEmitter
{
    public static void Emit(EmitContext context, PadStep step)
    {
        string name = context.Kernels.Add(context.MethodName(step), $"{step.Name}: {step.Summary}.", "ref float x, ref float y",
            writer => Write(context, step, writer));
        context.Call(name, context.Reference(step.Input), context.Reference(step.Output));
    }

    /// <summary>Whether the elements of a row lie side by side on both sides, and there is something to copy into every slice.</summary>
    private static bool CopiesRows(PadStep step)
    {
        TensorLayout input = step.Input.Layout, output = step.Output.Layout;
        bool together = output.IsChannelsLast
            ? input.ChannelStride == 1 && input.ColumnStride == input.Channels && output.ColumnStride == input.Channels
            : input.ColumnStride == 1 && output.ColumnStride == 1;
        return together && step.Phases == 1 && step.Begin[0] == 0 && output.Depth <= input.Depth && input.Height > 0 && step.Begin[1] < output.Height && step.Begin[2] < output.Width;
    }

    /// <summary>Copies row after row, and fills what lies between: borders of neighbouring rows meet.</summary>
    private static void WriteRows(EmitContext context, PadStep step, SourceWriter writer)
    {
        TensorLayout input = step.Input.Layout, output = step.Output.Layout;
        int top = step.Begin[1], left = step.Begin[2], rows = Math.Min(input.Height, output.Height - top), lanes = context.Width.Lanes;
        int run = Math.Min(input.Width, output.Width - left) * output.ColumnStride, corner = top * output.RowStride + left * output.ColumnStride;
        int gap = output.RowStride - run, after = output.Height * output.RowStride - (corner + (rows - 1) * output.RowStride + run);
        int channels = output.IsChannelsLast ? 1 : input.Channels;
        IDisposable? channelLoop = writer.BeginLoop("c", channels), sliceLoop = writer.BeginLoop("z", output.Depth);
        string? channel = channels == 1 ? null : "c", slice = output.Depth == 1 ? null : "z";
        string to = Advance(writer, "to", "y", (channel, output.ChannelStride), (slice, output.DepthStride));
        FillRun.Write(writer, lanes, to, corner, step.Fill);
        IDisposable? rowLoop = writer.BeginLoop("r", rows);
        string? row = rows == 1 ? null : "r";
        string xr = Advance(writer, "xr", "x", (channel, input.ChannelStride), (slice, input.DepthStride), (row, input.RowStride));
        string yr = Advance(writer, "yr", to, (row, output.RowStride), ("1", corner));
        LaneRuns.Write(writer, lanes, run, (vector, i) =>
        {
            string At(string reference) => i == "0" ? reference : $"Unsafe.Add(ref {reference}, {i})";
            writer.Line(vector is null ? $"{At(yr)} = {At(xr)};" : $"{vector}.LoadUnsafe(ref {At(xr)}).StoreUnsafe(ref {At(yr)});");
        });

        // What follows the last row is filled with the rows below it.
        if (rows > 1 && gap > 0)
        {
            using (writer.BeginBlock($"if (r < {rows - 1})"))
                FillRun.Write(writer, lanes, Element(yr, run), gap, step.Fill);
        }

        rowLoop?.Dispose();
        FillRun.Write(writer, lanes, Element(to, corner + (rows - 1) * output.RowStride + run), after, step.Fill);
        sliceLoop?.Dispose();
        channelLoop?.Dispose();
    }

    private static void Write(EmitContext context, PadStep step, SourceWriter writer)
    {
        TensorLayout input = step.Input.Layout, output = step.Output.Layout;
        if (CopiesRows(step))
        {
            WriteRows(context, step, writer);
            return;
        }

        // Of several phases, the layout describes the first.
        int length = step.Phases == 1 ? output.Length
            : (output.Channels - 1) * output.ChannelStride + (output.Depth - 1) * output.DepthStride + output.Height * output.RowStride;
        string fill = step.Fill == 0 ? "Clear()" : float.IsNegativeInfinity(step.Fill) ? "Fill(float.NegativeInfinity)" : $"Fill({Literal(step.Fill)})";
        int rowsTogether = output.Height * output.RowStride;
        if (!output.IsChannelsLast && output.Depth == 1 && output.Channels > 1 && output.ChannelStride != rowsTogether)
        {
            // Some rows of each channel.
            using (writer.BeginBlock(Invariant($"for (nint c = 0; c < {output.Channels}; c++)")))
                writer.Line(Invariant($"MemoryMarshal.CreateSpan(ref Unsafe.Add(ref y, c * {output.ChannelStride}), {rowsTogether}).{fill};"));
        }
        else
        {
            writer.Line($"MemoryMarshal.CreateSpan(ref y, {length}).{fill};");
        }

        int front = step.Begin[0], top = step.Begin[1], left = step.Begin[2];
        int slices = Math.Min(input.Depth, output.Depth - front);
        int rows = Math.Min(input.Height, output.Height - top);
        int columns = Math.Min(input.Width, output.Width * step.Phases - left);
        if (slices <= 0 || rows <= 0 || columns <= 0) return;
        int corner = front * output.DepthStride + top * output.RowStride;

        if (output.IsChannelsLast)
        {
            IDisposable? outer = writer.BeginLoop("z", slices);
            IDisposable? inner = writer.BeginLoop("r", rows);
            string? z = outer is null ? null : "z", r = inner is null ? null : "r";
            string from = Advance(writer, "xr", "x", (z, input.DepthStride), (r, input.RowStride));
            writer.Line($"ref float yr = ref Unsafe.Add(ref y, {Sum((z, output.DepthStride), (r, output.RowStride), ("1", corner + left * output.ColumnStride))});");
            bool pixelsTogether = input.ChannelStride == 1 && input.ColumnStride == input.Channels && output.ColumnStride == input.Channels;
            if (pixelsTogether) writer.Line($"MemoryMarshal.CreateReadOnlySpan(ref {from}, {columns * input.Channels}).CopyTo(MemoryMarshal.CreateSpan(ref yr, {columns * input.Channels}));");
            else WritePixels(writer, input, output, from, columns);
            inner?.Dispose();
            outer?.Dispose();
            return;
        }

        IDisposable? channelLoop = writer.BeginLoop("c", input.Channels);
        IDisposable? sliceLoop = writer.BeginLoop("z", slices);
        IDisposable? rowLoop = writer.BeginLoop("r", rows);
        string? channel = channelLoop is null ? null : "c", slice = sliceLoop is null ? null : "z", row = rowLoop is null ? null : "r";
        string xr = Advance(writer, "xr", "x", (channel, input.ChannelStride), (slice, input.DepthStride), (row, input.RowStride));
        writer.Line($"ref float yr = ref Unsafe.Add(ref y, {Sum((channel, output.ChannelStride), (slice, output.DepthStride), (row, output.RowStride), ("1", corner))});");
        if (step.Phases == 1 && input.ColumnStride == 1)
            writer.Line($"MemoryMarshal.CreateReadOnlySpan(ref {xr}, {columns}).CopyTo(MemoryMarshal.CreateSpan(ref {Element("yr", left)}, {columns}));");
        else if (step.Phases == 2 && input.ColumnStride == 1)
            WriteTwoPhases(context, step, writer, xr, columns);
        else
            WritePhases(step, writer, xr, columns);
        rowLoop?.Dispose();
        sliceLoop?.Dispose();
        channelLoop?.Dispose();
    }

    /// <summary>Copies a row pixel by pixel, to where each pixel's channels lie together.</summary>
    private static void WritePixels(SourceWriter writer, TensorLayout input, TensorLayout output, string from, int columns)
    {
        using (writer.BeginBlock($"for (nint i = 0; i < {columns}; i++)"))
        using (writer.BeginBlock($"for (nint c = 0; c < {input.Channels}; c++)"))
            writer.Line($"Unsafe.Add(ref yr, {Sum(("i", output.ColumnStride), ("c", output.ChannelStride))}) = Unsafe.Add(ref {from}, {Sum(("i", input.ColumnStride), ("c", input.ChannelStride))});");
    }

    /// <summary>
    /// Parts even from odd columns a vector at a time: seen as 64-bit numbers, two neighbours are one number's low and high half, and
    /// narrowing keeps the low halves.
    /// </summary>
    private static void WriteTwoPhases(EmitContext context, PadStep step, SourceWriter writer, string xr, int columns)
    {
        string vector = context.Vector;
        int lanes = context.Width.Lanes, whole = columns / (2 * lanes) * 2 * lanes;
        int even = Position(step, 0), odd = Position(step, 1);
        if (whole > 0)
        {
            using (writer.BeginBlock($"for (nint i = 0; i < {whole / 2}; i += {lanes})"))
            {
                writer.Line($"var low = {vector}.LoadUnsafe(ref Unsafe.Add(ref {xr}, 2 * i)).AsUInt64();");
                writer.Line($"var high = {vector}.LoadUnsafe(ref Unsafe.Add(ref {xr}, 2 * i + {lanes})).AsUInt64();");
                writer.Line($"{vector}.Narrow(low, high).AsSingle().StoreUnsafe(ref Unsafe.Add(ref yr, i + {even}));");
                writer.Line($"{vector}.Narrow(low >>> 32, high >>> 32).AsSingle().StoreUnsafe(ref Unsafe.Add(ref yr, i + {odd}));");
            }
        }

        for (int column = whole; column < columns; column++)
            writer.Line($"{Element("yr", Position(step, column))} = {Element(xr, column)};");
    }

    private static void WritePhases(PadStep step, SourceWriter writer, string xr, int columns)
    {
        for (int first = 0; first < step.Phases && first < columns; first++)
        {
            int count = (columns - first + step.Phases - 1) / step.Phases, stride = step.Input.Layout.ColumnStride;
            using (writer.BeginBlock($"for (nint i = 0; i < {count}; i++)"))
                writer.Line($"Unsafe.Add(ref yr, i + {Position(step, first)}) = Unsafe.Add(ref {xr}, {Sum(("i", step.Phases * stride), ("1", first * stride))});");
        }
    }

    /// <summary>Where an input column goes in its row.</summary>
    private static int Position(PadStep step, int column)
    {
        int padded = column + step.Begin[2];
        return padded % step.Phases * step.Output.Layout.Width + padded / step.Phases;
    }
}

using System.Buffers.Binary;

namespace EdgeNet.Vision.Pictures.Jpeg;

/// <summary>
/// Writes a checked JPEG file anew, as JpegLibrary reads every one: a segment holds one table, the restart interval comes before the frame
/// header, and the frame header right before the first scan; a scan ends with a restart marker where there are any. A luma that has a baseline
/// scan of its own becomes a picture of one component, as JpegLibrary cannot read the others.
/// </summary>
internal static class JpegStream
{
    /// <summary>Writes a file anew.</summary>
    /// <param name="file">The file.</param>
    /// <param name="layout">What it consists of.</param>
    /// <param name="name">Its name for messages.</param>
    /// <param name="color">What the components that are decoded stand for: as the layout has it, or luma alone.</param>
    internal static ReadOnlyMemory<byte> Write(ReadOnlySpan<byte> file, JpegLayout layout, string name, out JpegColor color)
    {
        bool lumaAlone = IsLumaAlone(layout, name);
        color = layout.Color == JpegColor.YCbCr && HasChromaApart(layout) ? JpegColor.Luma : layout.Color;
        var stream = new MemoryStream(file.Length);
        stream.Write([0xFF, JpegMarkers.Start]);
        if (layout.RestartInterval > 0)
            WriteSegment(stream, JpegMarkers.RestartInterval, [(byte)(layout.RestartInterval >> 8), (byte)layout.RestartInterval]);
        int interval = layout.RestartInterval;
        bool hasFrame = false;
        foreach (JpegPart part in layout.Parts)
        {
            ReadOnlySpan<byte> content = file.Slice(part.Start, part.Length);
            if (part.Marker is JpegMarkers.HuffmanTables or JpegMarkers.QuantizationTables)
                WriteSegment(stream, part.Marker, content);
            if (part.Marker == JpegMarkers.RestartInterval)
            {
                interval = BinaryPrimitives.ReadUInt16BigEndian(content);
                if (interval != layout.RestartInterval && !layout.Frame.IsProgressive)
                {
                    throw PictureException.In(
                        name,
                        $"JPEG restart interval at byte {part.Start}: expected {layout.RestartInterval} for all scans, found {interval}");
                }

                WriteSegment(stream, part.Marker, content);
            }

            bool isNeeded = part.Has(0) || !lumaAlone;
            if (part.Marker != JpegMarkers.Scan || !isNeeded)
                continue;
            if (!hasFrame)
                WriteFrame(stream, layout.Frame, lumaAlone);
            hasFrame = true;
            WriteSegment(stream, JpegMarkers.Scan, content);
            stream.Write(file.Slice(part.Start + part.Length, part.DataLength));
            if (interval > 0)
                stream.Write([0xFF, JpegMarkers.FirstRestart]);
        }

        if (layout.Frame.IsProgressive && layout.Frame.Components.Length > 1)
            WriteClosingScan(stream, file, layout);
        stream.Write([0xFF, JpegMarkers.End]);
        return stream.GetBuffer().AsMemory(0, (int)stream.Length);
    }

    /// <summary>
    /// Writes a scan of all components that refines their means by nothing. JpegLibrary transforms in the end the components that each
    /// place of a scan had last, so that the last scan must have every component at its own place.
    /// </summary>
    private static void WriteClosingScan(MemoryStream stream, ReadOnlySpan<byte> file, JpegLayout layout)
    {
        WriteSegment(stream, JpegMarkers.RestartInterval, [0, 0]);
        JpegComponent[] components = layout.Frame.Components;
        byte[] header = new byte[4 + 2 * components.Length];
        header[0] = (byte)components.Length;
        for (int i = 0; i < components.Length; i++)
        {
            header[1 + 2 * i] = components[i].Id;
            header[2 + 2 * i] = (byte)(FirstDcTable(file, layout) << 4);
        }

        header[^1] = 0x10;
        WriteSegment(stream, JpegMarkers.Scan, header);
        stream.Write(new byte[(layout.Frame.InterleavedBlocks() + 7) / 8]);
    }

    private static int FirstDcTable(ReadOnlySpan<byte> file, JpegLayout layout)
    {
        foreach (JpegPart part in layout.Parts)
        {
            if (part.Marker == JpegMarkers.HuffmanTables && file[part.Start] >> 4 == 0)
                return file[part.Start] & 15;
        }

        return 0;
    }

    /// <summary>Whether the first component is the grey and has a baseline scan of its own, whose blocks lie row by row.</summary>
    private static bool IsLumaAlone(JpegLayout layout, string name)
    {
        JpegFrame frame = layout.Frame;
        if (frame.IsProgressive)
            return false;
        foreach (JpegPart part in layout.Parts)
        {
            for (int i = 0; i < frame.Components.Length; i++)
            {
                if (part.Marker != JpegMarkers.Scan || !part.IsOf(i))
                    continue;
                bool isGreyFirst = layout.Color is JpegColor.Luma or JpegColor.YCbCr;
                if (isGreyFirst && i == 0 && frame.IsFull(0))
                    return true;
                // JpegLibrary would take the blocks in the order of interleaved scans.
                if ((!isGreyFirst || i == 0) && frame.Components[i] is not { Horizontal: 1, Vertical: 1 })
                {
                    throw PictureException.In(
                        name, $"JPEG scan at byte {part.Start}: expected components of different resolution together, found one in a scan of its own");
                }
            }
        }

        return false;
    }

    /// <summary>Whether a component but the first has a baseline scan of its own.</summary>
    private static bool HasChromaApart(JpegLayout layout)
    {
        if (layout.Frame.IsProgressive)
            return false;
        foreach (JpegPart part in layout.Parts)
        {
            if (part.Marker == JpegMarkers.Scan && !part.Has(0))
                return true;
        }

        return false;
    }

    private static void WriteFrame(MemoryStream stream, JpegFrame frame, bool lumaAlone)
    {
        int count = lumaAlone ? 1 : frame.Components.Length;
        byte[] content = new byte[6 + 3 * count];
        content[0] = 8;
        BinaryPrimitives.WriteUInt16BigEndian(content.AsSpan(1), (ushort)frame.Height);
        BinaryPrimitives.WriteUInt16BigEndian(content.AsSpan(3), (ushort)frame.Width);
        content[5] = (byte)count;
        for (int i = 0; i < count; i++)
        {
            JpegComponent component = frame.Components[i];
            content[6 + 3 * i] = component.Id;
            content[7 + 3 * i] = lumaAlone ? (byte)0x11 : (byte)(component.Horizontal << 4 | component.Vertical);
            content[8 + 3 * i] = (byte)component.Quantization;
        }

        WriteSegment(stream, frame.IsProgressive ? JpegMarkers.Progressive : JpegMarkers.Baseline, content);
    }

    private static void WriteSegment(MemoryStream stream, byte marker, ReadOnlySpan<byte> content)
    {
        int length = content.Length + 2;
        stream.Write([0xFF, marker, (byte)(length >> 8), (byte)length]);
        stream.Write(content);
    }
}

using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace EdgeNet.Vision.Pictures.Png;

/// <summary>Writes 8-bit grey PNG pictures, each row with the filter whose bytes are smallest (PNG specification, 12.8).</summary>
internal static class PngEncoder
{
    internal static void Encode(Stream stream, GreyFrame frame)
    {
        stream.Write(PngDecoder.Signature);
        Span<byte> header = stackalloc byte[PngHeader.Length];
        header.Clear();
        BinaryPrimitives.WriteInt32BigEndian(header, frame.Width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], frame.Height);
        header[8] = 8;
        header[9] = (byte)PngColor.Grey;
        WriteChunk(stream, PngChunk.Ihdr, header);

        using var compressed = new MemoryStream();
        using (var rows = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
            WriteRows(rows, frame);
        WriteChunk(stream, PngChunk.Idat, compressed.GetBuffer().AsSpan(0, (int)compressed.Length));
        WriteChunk(stream, PngChunk.Iend, []);
    }

    private static void WriteRows(ZLibStream rows, GreyFrame frame)
    {
        byte[] best = new byte[1 + frame.Width];
        byte[] candidate = new byte[1 + frame.Width];
        ReadOnlySpan<byte> above = new byte[frame.Width];
        for (int y = 0; y < frame.Height; y++)
        {
            ReadOnlySpan<byte> row = frame.Row(y);
            long smallest = long.MaxValue;
            for (byte filter = PngFilter.None; filter <= PngFilter.Last; filter++)
            {
                candidate[0] = filter;
                PngFilter.Apply(filter, row, above, distance: 1, candidate.AsSpan(1));
                long size = 0;
                foreach (byte value in candidate.AsSpan(1))
                    size += Math.Abs((int)(sbyte)value);
                if (size >= smallest)
                    continue;
                smallest = size;
                (best, candidate) = (candidate, best);
            }

            rows.Write(best);
            above = row;
        }
    }

    private static void WriteChunk(Stream stream, uint type, ReadOnlySpan<byte> data)
    {
        byte[] chunk = new byte[12 + data.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(4), type);
        data.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + data.Length), Crc32.HashToUInt32(chunk.AsSpan(4, 4 + data.Length)));
        stream.Write(chunk);
    }
}

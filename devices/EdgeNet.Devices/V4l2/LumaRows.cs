using System.Runtime.Intrinsics;

namespace EdgeNet.Devices.V4l2;

/// <summary>Takes the luma out of a driver's frame, row by row: padding and chroma stay behind.</summary>
internal static class LumaRows
{
    /// <summary>Bytes of a row of luma, with the chroma that is in between.</summary>
    internal static int BytesOf(PixelFormat format, int width) =>
        format == PixelFormat.Yuyv || format == PixelFormat.Uyvy ? 2 * width : width;

    /// <summary>Copies the luma of a frame.</summary>
    /// <param name="format">Any of the formats that are no pictures.</param>
    /// <param name="from">The frame, at least (height - 1) * stride bytes and a row's.</param>
    /// <param name="stride">Bytes from one row to the next.</param>
    /// <param name="width">Pixels a row.</param>
    /// <param name="to">Takes the pixels, tightly packed; as many rows as fit are taken.</param>
    internal static void Copy(PixelFormat format, ReadOnlySpan<byte> from, int stride, int width, Span<byte> to)
    {
        int bytes = BytesOf(format, width);
        if (bytes == width && stride == width)
        {
            from[..to.Length].CopyTo(to);
            return;
        }

        int shift = format == PixelFormat.Uyvy ? 8 : 0;
        for (int start = 0; to.Length > 0; to = to[width..], start += stride)
        {
            ReadOnlySpan<byte> row = from.Slice(start, bytes);
            if (bytes == width)
                row.CopyTo(to);
            else
                TakeEverySecond(row, shift, to[..width]);
        }
    }

    /// <param name="row">Pairs of bytes.</param>
    /// <param name="shift">0 for the first of each pair, 8 for the second.</param>
    /// <param name="to">Takes one of each pair.</param>
    private static void TakeEverySecond(ReadOnlySpan<byte> row, int shift, Span<byte> to)
    {
        int x = 0;
        for (; x <= to.Length - Vector128<byte>.Count; x += Vector128<byte>.Count)
        {
            Vector128<ushort> low = Vector128.Create(row[(2 * x)..]).AsUInt16() >> shift;
            Vector128<ushort> high = Vector128.Create(row[(2 * x + Vector128<byte>.Count)..]).AsUInt16() >> shift;
            Vector128<ushort> mask = Vector128.Create((ushort)0xFF);
            Vector128.Narrow(low & mask, high & mask).CopyTo(to[x..]);
        }

        for (; x < to.Length; x++)
            to[x] = row[2 * x + shift / 8];
    }
}

using EdgeNet.Vision.Pictures;

namespace EdgeNet.Vision.Page;

/// <summary>
/// One plane of a frame as the search works on it: dark ink on light paper, tightly packed, and no larger than <see cref="MaxPixels"/>; a
/// larger one is averaged over squares of <see cref="Factor"/> pixels a side, which bounds time and memory.
/// </summary>
internal sealed class PagePicture
{
    /// <summary>The most working pixels: a camera's 1640x1232 stays as it is, so that its digits of 12 pixels do.</summary>
    internal const int MaxPixels = 2_200_000;

    private byte[] _raw = [];
    private byte[] _smooth = [];
    private ushort[] _sums = [];

    internal int Width { get; private set; }

    internal int Height { get; private set; }

    /// <summary>Frame pixels a side of one working pixel.</summary>
    internal int Factor { get; private set; }

    /// <summary>Before smoothing.</summary>
    internal ReadOnlySpan<byte> Raw => _raw.AsSpan(0, Width * Height);

    internal ReadOnlySpan<byte> RawRow(int y) => _raw.AsSpan(y * Width, Width);

    /// <summary>After a 3x3 binomial filter.</summary>
    internal ReadOnlySpan<byte> SmoothRow(int y) => _smooth.AsSpan(y * Width, Width);

    /// <summary>Takes the memory for planes of a size.</summary>
    internal void Reserve(int width, int height)
    {
        Factor = 1;
        while ((long)Divided(width) * Divided(height) > MaxPixels)
            Factor++;
        Width = Divided(width);
        Height = Divided(height);
        if (_raw.Length < Width * Height)
        {
            _raw = new byte[Width * Height];
            _smooth = new byte[Width * Height];
        }

        if (_sums.Length < width + 2)
            _sums = new ushort[width + 2];
    }

    /// <summary>Takes a plane.</summary>
    /// <param name="plane">The plane as a frame of its own.</param>
    /// <param name="lightInk">Whether light is ink, so that levels are turned over.</param>
    internal void Load(GreyFrame plane, bool lightInk)
    {
        Reserve(plane.Width, plane.Height);
        for (int y = 0; y < Height; y++)
        {
            Span<byte> row = _raw.AsSpan(y * Width, Width);
            if (Factor == 1)
                plane.Row(y).CopyTo(row);
            else
                Average(plane, y, row);
            if (lightInk)
                ByteRows.Invert(row);
        }

        Smoothen();
    }

    private int Divided(int side) => (side + Factor - 1) / Factor;

    // The last square of a row or column may be cut short by the frame's edge.
    private void Average(GreyFrame plane, int y, Span<byte> row)
    {
        Span<ushort> sums = _sums.AsSpan(0, plane.Width);
        sums.Clear();
        int top = y * Factor;
        int bottom = Math.Min(top + Factor, plane.Height);
        for (int sy = top; sy < bottom; sy++)
            ByteRows.Add(plane.Row(sy), sums);
        int rows = bottom - top;
        int whole = plane.Width / Factor;
        int area = rows * Factor;
        // Divides by a multiplication; 2^22 / area is exact enough for sums of 16 bits.
        uint reciprocal = (uint)(((1 << 22) + area - 1) / area);
        int at = 0;
        for (int x = 0; x < whole; x++)
        {
            uint sum = (uint)area / 2;
            for (int end = at + Factor; at < end; at++)
                sum += sums[at];
            row[x] = (byte)Math.Min(255, (ulong)sum * reciprocal >> 22);
        }

        if (whole == row.Length)
            return;
        int rest = rows * (plane.Width - at);
        int last = rest / 2;
        for (; at < plane.Width; at++)
            last += sums[at];
        row[whole] = (byte)(last / rest);
    }

    // [1 2 1] / 4 in both directions, the border repeated.
    private void Smoothen()
    {
        Span<ushort> sums = _sums.AsSpan(0, Width + 2);
        for (int y = 0; y < Height; y++)
        {
            ByteRows.Binomial(RawRow(Math.Max(y - 1, 0)), RawRow(y), RawRow(Math.Min(y + 1, Height - 1)), sums[1..^1]);
            sums[0] = sums[1];
            sums[^1] = sums[^2];
            ByteRows.BinomialAcross(sums, _smooth.AsSpan(y * Width, Width));
        }
    }
}

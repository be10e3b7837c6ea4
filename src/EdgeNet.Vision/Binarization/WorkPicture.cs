using EdgeNet.Vision.Pictures;

namespace EdgeNet.Vision.Binarization;

/// <summary>
/// The frame as the later stages work on it: dark ink on light paper, tightly packed, smoothed, and no larger than <see cref="MaxPixels"/>:
/// a larger frame is averaged over blocks of <see cref="Factor"/> x <see cref="Factor"/> pixels, which bounds time and memory.
/// </summary>
internal sealed class WorkPicture
{
    internal const int MaxPixels = 1_500_000;

    private byte[] _raw = [];
    private byte[] _smooth = [];
    private int[] _sums = [];

    internal int Width { get; private set; }

    internal int Height { get; private set; }

    /// <summary>Frame pixels a side of one working pixel.</summary>
    internal int Factor { get; private set; }

    /// <summary>Before smoothing, Width x Height.</summary>
    internal ReadOnlySpan<byte> Raw => _raw.AsSpan(0, Width * Height);

    /// <summary>After a 3x3 binomial filter, Width x Height.</summary>
    internal ReadOnlySpan<byte> Smooth => _smooth.AsSpan(0, Width * Height);

    internal void Load(GreyFrame frame, bool lightInk)
    {
        Factor = 1;
        while ((long)Divided(frame.Width) * Divided(frame.Height) > MaxPixels)
            Factor++;
        Width = Divided(frame.Width);
        Height = Divided(frame.Height);
        if (_raw.Length < Width * Height)
        {
            _raw = new byte[Width * Height];
            _smooth = new byte[Width * Height];
        }

        if (_sums.Length < Width)
            _sums = new int[Width];
        byte flip = lightInk ? (byte)255 : (byte)0;
        for (int y = 0; y < Height; y++)
        {
            Span<byte> row = _raw.AsSpan(y * Width, Width);
            if (Factor == 1)
                frame.Row(y).CopyTo(row);
            else
                Average(frame, y, row);
            if (flip != 0)
            {
                for (int x = 0; x < row.Length; x++)
                    row[x] ^= flip;
            }
        }

        Smoothen();
    }

    private int Divided(int side) => (side + Factor - 1) / Factor;

    // The last block of a row or column may be cut short by the frame's edge.
    private void Average(GreyFrame frame, int y, Span<byte> row)
    {
        Span<int> sums = _sums.AsSpan(0, row.Length);
        sums.Clear();
        int top = y * Factor;
        int bottom = Math.Min(top + Factor, frame.Height);
        for (int sy = top; sy < bottom; sy++)
        {
            ReadOnlySpan<byte> source = frame.Row(sy);
            int at = 0;
            for (int x = 0; x < row.Length; x++)
            {
                int end = Math.Min(at + Factor, source.Length);
                int sum = 0;
                while (at < end)
                    sum += source[at++];
                sums[x] += sum;
            }
        }

        int rows = bottom - top;
        for (int x = 0; x < row.Length; x++)
        {
            int count = rows * (Math.Min((x + 1) * Factor, frame.Width) - x * Factor);
            row[x] = (byte)((sums[x] + count / 2) / count);
        }
    }

    // [1 2 1] / 4 in both directions, the border repeated.
    private void Smoothen()
    {
        int width = Width;
        for (int y = 0; y < Height; y++)
        {
            ReadOnlySpan<byte> middle = _raw.AsSpan(y * width, width);
            ReadOnlySpan<byte> above = _raw.AsSpan(Math.Max(y - 1, 0) * width, width);
            ReadOnlySpan<byte> below = _raw.AsSpan(Math.Min(y + 1, Height - 1) * width, width);
            Span<byte> result = _smooth.AsSpan(y * width, width);
            int left = above[0] + 2 * middle[0] + below[0];
            int here = left;
            for (int x = 0; x < result.Length; x++)
            {
                int next = x + 1;
                int right = next < width ? above[next] + 2 * middle[next] + below[next] : here;
                result[x] = (byte)((left + 2 * here + right + 8) >> 4);
                left = here;
                here = right;
            }
        }
    }
}

using EdgeNet.Vision.Pictures;

namespace EdgeNet.Vision.Digits;

/// <summary>
/// The ink of a crop around one digit: how much darker each pixel is than the paper about it, 0 for paper and 1 for a full stroke in the
/// middle of the crop. The crop is brought to at most <see cref="MaxSide"/> pixels a side first; its grey values are never made two.
/// </summary>
internal sealed class CropInk
{
    /// <summary>The most columns and rows that are looked at.</summary>
    internal const int MaxSide = 64;

    // The paper is what strokes of up to this share of the shorter side do not hide.
    private const float StrokeReach = 0.17f;

    // Of the stroke's ink: at most this much is paper, from this on it is full.
    private const float PaperShare = 0.15f;
    private const float FullShare = 0.85f;

    // The share of the crop's middle that full strokes surely take.
    private const float StrokeShare = 0.05f;

    // Less contrast than this, in grey levels, or than so many spreads of the paper, is no writing.
    private const float LeastContrast = 5;
    private const float LeastSpreads = 2.5f;

    private readonly float[] _grey = new float[MaxSide * MaxSide];
    private readonly float[] _paper = new float[MaxSide * MaxSide];
    private readonly float[] _line = new float[2 * MaxSide];
    private readonly float[] _ink = new float[MaxSide * MaxSide];
    private readonly int[] _histogram = new int[256];

    /// <summary>Columns.</summary>
    internal int Width { get; private set; }

    /// <summary>Rows.</summary>
    internal int Height { get; private set; }

    /// <summary>The ink, row by row.</summary>
    internal Span<float> Ink => _ink.AsSpan(0, Width * Height);

    /// <summary>Measures a crop.</summary>
    /// <returns>False where nothing stands out from the paper.</returns>
    internal bool Measure(GreyFrame frame)
    {
        float scale = Math.Min(1, (float)MaxSide / Math.Max(frame.Width, frame.Height));
        Width = Math.Max(1, (int)MathF.Round(frame.Width * scale));
        Height = Math.Max(1, (int)MathF.Round(frame.Height * scale));
        Shrink(frame);
        FindPaper();
        for (int i = 0; i < Width * Height; i++)
            _ink[i] = Math.Max(0, _paper[i] - _grey[i]);
        return Stretch();
    }

    /// <summary>Averages by area; a crop that is small enough is taken as it is.</summary>
    private void Shrink(GreyFrame frame)
    {
        if (Width == frame.Width && Height == frame.Height)
        {
            for (int y = 0; y < Height; y++)
            {
                ReadOnlySpan<byte> row = frame.Row(y);
                for (int x = 0; x < Width; x++)
                    _grey[y * Width + x] = row[x];
            }

            return;
        }

        float stepX = (float)frame.Width / Width, stepY = (float)frame.Height / Height;
        for (int y = 0; y < Height; y++)
        {
            float top = y * stepY, bottom = Math.Min((y + 1) * stepY, frame.Height);
            for (int x = 0; x < Width; x++)
            {
                float left = x * stepX, right = Math.Min((x + 1) * stepX, frame.Width);
                float sum = 0, area = 0;
                for (int fromY = (int)top; fromY < bottom; fromY++)
                {
                    ReadOnlySpan<byte> row = frame.Row(fromY);
                    float high = Math.Min(fromY + 1, bottom) - Math.Max(fromY, top);
                    for (int fromX = (int)left; fromX < right; fromX++)
                    {
                        float share = high * (Math.Min(fromX + 1, right) - Math.Max(fromX, left));
                        sum += share * row[fromX];
                        area += share;
                    }
                }

                _grey[y * Width + x] = sum / area;
            }
        }
    }

    /// <summary>A closing: bright again what is dark and narrow; then smoothed, since paper has no edges.</summary>
    private void FindPaper()
    {
        int radius = Math.Max(3, (int)MathF.Round(StrokeReach * Math.Min(Width, Height)));
        int length = Width * Height;
        _grey.AsSpan(0, length).CopyTo(_paper);
        Smooth(1);
        Spread(radius, 1);
        Spread(radius, -1);
        Smooth(Math.Max(1, radius / 2));
    }

    /// <summary>The mean of a square about each pixel.</summary>
    private void Smooth(int radius)
    {
        for (int y = 0; y < Height; y++)
            SmoothLine(y * Width, 1, Width, radius);
        for (int x = 0; x < Width; x++)
            SmoothLine(x, Width, Height, radius);
    }

    private void SmoothLine(int start, int step, int count, int radius)
    {
        float sum = 0;
        for (int i = 0; i < count; i++)
            _line[i] = _paper[start + i * step];
        for (int i = 0; i < Math.Min(radius, count); i++)
            sum += _line[i];
        for (int i = 0; i < count; i++)
        {
            int enters = i + radius, leaves = i - radius - 1;
            if (enters < count) sum += _line[enters];
            if (leaves >= 0) sum -= _line[leaves];
            _paper[start + i * step] = sum / (Math.Min(count, enters + 1) - Math.Max(0, leaves + 1));
        }
    }

    /// <summary>The largest value of a square about each pixel; of negated values, the least.</summary>
    private void Spread(int radius, float sign)
    {
        for (int y = 0; y < Height; y++)
            SpreadLine(y * Width, 1, Width, radius, sign);
        for (int x = 0; x < Width; x++)
            SpreadLine(x, Width, Height, radius, sign);
    }

    /// <summary>A window's largest value is that of two overlapping ones whose length is a power of two, found by doubling.</summary>
    private void SpreadLine(int start, int step, int count, int radius, float sign)
    {
        Span<float> line = _line.AsSpan(0, count + 2 * radius);
        line[..radius].Fill(float.NegativeInfinity);
        line[^radius..].Fill(float.NegativeInfinity);
        for (int i = 0; i < count; i++)
            line[radius + i] = sign * _paper[start + i * step];
        int window = 2 * radius + 1, span = 1;
        for (; 2 * span <= window; span *= 2)
        {
            for (int i = 0; i + span < line.Length; i++)
                line[i] = Math.Max(line[i], line[i + span]);
        }

        for (int i = 0; i < count; i++)
            _paper[start + i * step] = sign * Math.Max(line[i], line[i + window - span]);
    }

    private bool Stretch()
    {
        Count(0, Width, 0, Height);
        int length = Width * Height;
        // Bold digits in tight crops leave two fifths of paper; what noise and the closing leave on it is no ink.
        float paper = Quantile(length * 3 / 10), spread = Quantile(length * 2 / 5) - Quantile(length / 10);
        int marginX = Width / 5, marginY = Height / 10;
        Count(marginX, Width - marginX, marginY, Height - marginY);
        int middle = (Width - 2 * marginX) * (Height - 2 * marginY);
        float full = Quantile(middle - 1 - (int)(StrokeShare * middle));
        float contrast = full - paper;
        if (contrast < LeastContrast || contrast < LeastSpreads * spread)
            return false;
        float low = paper + PaperShare * contrast;
        float scale = 1 / ((FullShare - PaperShare) * contrast);
        foreach (ref float ink in Ink)
            ink = Math.Clamp((ink - low) * scale, 0, 1);
        return true;
    }

    private void Count(int left, int right, int top, int bottom)
    {
        Array.Clear(_histogram);
        for (int y = top; y < bottom; y++)
        {
            foreach (float ink in _ink.AsSpan(y * Width + left, right - left))
                _histogram[(int)Math.Min(ink + 0.5f, 255)]++;
        }
    }

    private int Quantile(int rank)
    {
        int level = 0;
        for (int below = _histogram[0]; below <= rank && level < 255;)
            below += _histogram[++level];
        return level;
    }
}

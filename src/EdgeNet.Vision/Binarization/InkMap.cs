namespace EdgeNet.Vision.Binarization;

/// <summary>
/// How much of the paper's light each pixel swallows: 0 is paper, 255 is black, whatever the lighting, because ink and paper are lit alike and their
/// ratio stays. With it, for each block, the least ink that counts as drawn: above the noise there, and above a share of the picture's strongest strokes.
/// </summary>
internal sealed class InkMap
{
    // Smoothed noise passes this many standard deviations about once in 30,000 pixels.
    private const float NoiseFactor = 4f;

    // Below this a shade is paper's texture, not ink.
    private const int LeastInk = 16;

    // Strokes shall be cut near half their contrast, but faint strokes lie beside strong ones.
    private const float ContrastShare = 0.33f;

    private static readonly ushort[] Reciprocals = MakeReciprocals();

    private readonly PaperEstimate _paper = new();
    private byte[] _ink = [];
    private byte[] _paperRow = [];
    private byte[] _limits = [];

    internal int Width { get; private set; }

    internal int Height { get; private set; }

    internal int BlockSize => _paper.BlockSize;

    internal ReadOnlySpan<byte> Ink => _ink.AsSpan(0, Width * Height);

    /// <summary>The ink of strong strokes.</summary>
    internal int Contrast { get; private set; }

    /// <summary>Pixels with more ink than their limit, before the limits were raised.</summary>
    internal int DrawnCount { get; private set; }

    /// <summary>Pixels as far above the paper's brightness as drawn ones are below it: where they are many, the writing is light.</summary>
    internal int LightCount { get; private set; }

    internal ReadOnlySpan<byte> Row(int y) => _ink.AsSpan(y * Width, Width);

    /// <summary>The least ink of each block along a row of blocks.</summary>
    internal ReadOnlySpan<byte> Limits(int blockRow) => _limits.AsSpan(blockRow * _paper.Columns, _paper.Columns);

    internal void Build(WorkPicture picture)
    {
        Width = picture.Width;
        Height = picture.Height;
        if (_ink.Length < Width * Height)
            _ink = new byte[Width * Height];
        if (_paperRow.Length < Width)
            _paperRow = new byte[Width];
        float noise = NoiseEstimate.Of(picture.Raw, Width, Height) * NoiseEstimate.SmoothingGain;
        _paper.Build(picture, noise);
        if (_limits.Length < _paper.Columns * _paper.Rows)
            _limits = new byte[_paper.Columns * _paper.Rows];

        for (int row = 0; row < _paper.Rows; row++)
        {
            for (int column = 0; column < _paper.Columns; column++)
            {
                float limit = NoiseFactor * noise * 255 / Math.Max((byte)1, _paper[column, row]);
                _limits[row * _paper.Columns + column] = (byte)Math.Clamp(limit, LeastInk, 250);
            }
        }

        Span<int> histogram = stackalloc int[256];
        histogram.Clear();
        LightCount = 0;
        for (int y = 0; y < Height; y++)
            MeasureRow(picture, y, histogram);
        DrawnCount = 0;
        foreach (int count in histogram)
            DrawnCount += count;
        Contrast = StrongStroke(histogram, DrawnCount);
        Raise(Contrast * ContrastShare);
    }

    /// <summary>Raises every block's limit to at least this much ink.</summary>
    internal void Raise(float least)
    {
        byte floor = (byte)Math.Clamp(least, 0, 254);
        foreach (ref byte limit in _limits.AsSpan(0, _paper.Columns * _paper.Rows))
            limit = Math.Max(limit, floor);
    }

    private void MeasureRow(WorkPicture picture, int y, Span<int> histogram)
    {
        ReadOnlySpan<byte> pixels = picture.Smooth.Slice(y * Width, Width);
        Span<byte> ink = _ink.AsSpan(y * Width, Width);
        Span<byte> paper = _paperRow.AsSpan(0, Width);
        _paper.Row(y, paper);
        ReadOnlySpan<byte> limits = Limits(y / BlockSize);
        int light = 0;
        for (int block = 0, x = 0; block < limits.Length; block++)
        {
            byte limit = limits[block];
            for (int end = Math.Min(x + BlockSize, Width); x < end; x++)
            {
                int level = (paper[x] - pixels[x]) * Reciprocals[paper[x]] >> 8;
                ink[x] = (byte)Math.Max(0, level);
                if (level > limit)
                    histogram[level]++;
                else if (level < -limit)
                    light++;
            }
        }

        LightCount += light;
    }

    // The 80th percentile of the drawn pixels; edges are the paler half of any stroke.
    private static int StrongStroke(ReadOnlySpan<int> histogram, int total)
    {
        int above = total / 5;
        int level = 255;
        while (level > 0 && above >= histogram[level])
            above -= histogram[level--];
        return level;
    }

    // 255 * 256 / paper, so that ink = (paper - pixel) * this >> 8 is at most 255.
    private static ushort[] MakeReciprocals()
    {
        var table = new ushort[256];
        for (int paper = 1; paper < 256; paper++)
            table[paper] = (ushort)(255 * 256 / paper);
        return table;
    }
}

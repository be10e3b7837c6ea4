namespace EdgeNet.Vision.Page;

/// <summary>
/// The level below which a pixel is drawn, for each cell of the paper's grid: darker than the paper by more than its noise, and by more than a
/// share of the strokes around, so that a guilloche beside pen strokes is paper, and pencil far from them is ink.
/// Depths are shares of the paper's light in 255ths: ink and paper are lit alike, so that a depth does not change with the light.
/// </summary>
internal sealed class InkLimits
{
    // Smoothed noise passes this many standard deviations about once in 30,000 pixels.
    private const float NoiseFactor = 4f;

    // Below this a shade is paper's texture, not ink.
    private const int LeastDepth = 14;

    private const float NearShare = 0.4f;
    private const float FarShare = 0.2f;

    // Cells a side of a block, and strokes a neighbourhood of blocks must hold to speak for themselves.
    private const int BlockCells = 8;
    private const int LeastStrokes = 12;
    private const int Bins = 32;

    private int[] _histograms = [];
    private byte[] _limits = [];
    private int _columns;
    private int _blockColumns;
    private int _blockRows;

    /// <summary>The depth of strong strokes in the whole picture, 0 to 255.</summary>
    internal int Contrast { get; private set; }

    /// <summary>The standard deviation of smoothed pixels in grey levels.</summary>
    internal float Noise { get; private set; }

    /// <summary>The limit of each cell along a row of cells.</summary>
    internal ReadOnlySpan<byte> Row(int row) => _limits.AsSpan(row * _columns, _columns);

    /// <summary>Sets the limits.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="paper">Its paper.</param>
    /// <param name="rise">1, or more to take away what is faint.</param>
    internal void Build(PagePicture picture, PaperGrid paper, float rise)
    {
        _columns = paper.Columns;
        _blockColumns = (paper.Columns + BlockCells - 1) / BlockCells;
        _blockRows = (paper.Rows + BlockCells - 1) / BlockCells;
        if (_limits.Length < paper.Columns * paper.Rows)
            _limits = new byte[paper.Columns * paper.Rows];
        if (_histograms.Length < (_blockColumns * _blockRows + 1) * Bins)
            _histograms = new int[(_blockColumns * _blockRows + 1) * Bins];
        Noise = SmoothNoise.Of(picture);
        Span<int> histograms = _histograms.AsSpan(0, _blockColumns * _blockRows * Bins);
        histograms.Clear();
        Span<int> total = stackalloc int[Bins];
        total.Clear();
        Count(paper, histograms, total);
        Contrast = StrongStroke(total, 1);
        for (int row = 0; row < _blockRows; row++)
        {
            for (int column = 0; column < _blockColumns; column++)
                SetBlock(paper, row, column, rise);
        }
    }

    private float NoiseDepth(int paper) => Math.Max(LeastDepth, NoiseFactor * Noise * 255 / paper);

    private void Count(PaperGrid paper, Span<int> histograms, Span<int> total)
    {
        for (int row = 0; row < paper.Rows; row++)
        {
            ReadOnlySpan<byte> levels = paper.Paper(row);
            ReadOnlySpan<byte> least = paper.Least(row);
            int first = row / BlockCells * _blockColumns;
            for (int column = 0; column < levels.Length; column++)
            {
                int below = levels[column] - least[column];
                if (below * 255 <= LeastDepth * levels[column] || below * 255 <= NoiseDepth(levels[column]) * levels[column])
                    continue;
                int bin = below * (Bins - 1) / levels[column];
                histograms[(first + column / BlockCells) * Bins + bin]++;
                total[bin]++;
            }
        }
    }

    private void SetBlock(PaperGrid paper, int blockRow, int blockColumn, float rise)
    {
        Span<int> near = stackalloc int[Bins];
        near.Clear();
        for (int row = Math.Max(0, blockRow - 1); row <= Math.Min(_blockRows - 1, blockRow + 1); row++)
        {
            for (int column = Math.Max(0, blockColumn - 1); column <= Math.Min(_blockColumns - 1, blockColumn + 1); column++)
            {
                ReadOnlySpan<int> bins = _histograms.AsSpan((row * _blockColumns + column) * Bins, Bins);
                for (int bin = 0; bin < Bins; bin++)
                    near[bin] += bins[bin];
            }
        }

        float depth = Math.Max(StrongStroke(near, LeastStrokes) * NearShare, Contrast * FarShare);
        int bottom = Math.Min((blockRow + 1) * BlockCells, paper.Rows);
        int end = Math.Min((blockColumn + 1) * BlockCells, paper.Columns);
        for (int row = blockRow * BlockCells; row < bottom; row++)
        {
            ReadOnlySpan<byte> levels = paper.Paper(row);
            for (int column = blockColumn * BlockCells; column < end; column++)
            {
                float limit = Math.Min(Math.Max(depth, NoiseDepth(levels[column])) * rise, 250);
                _limits[row * _columns + column] = (byte)(levels[column] * (255 - limit) / 255);
            }
        }
    }

    // The depth above which a quarter of all ink lies, or 0 where drawn cells are too few. Cells count by their depth: specks of grain may be
    // more than strokes are.
    private static int StrongStroke(ReadOnlySpan<int> bins, int least)
    {
        int count = 0, ink = 0;
        for (int i = 0; i < bins.Length; i++)
        {
            count += bins[i];
            ink += bins[i] * i;
        }

        if (count < least)
            return 0;
        int above = ink / 4;
        int bin = Bins - 1;
        while (bin > 0 && above >= bins[bin] * bin)
        {
            above -= bins[bin] * bin;
            bin--;
        }

        return bin * 255 / (Bins - 1);
    }
}

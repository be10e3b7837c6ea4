namespace EdgeNet.Vision.Page;

/// <summary>
/// The paper's brightness under the ink, a level for each cell of a few pixels a side: a morphological closing of the cells' means, which
/// fills what is darker and narrower than its window and follows the edge of a shadow, a page or a label exactly.
/// </summary>
internal sealed class PaperGrid
{
    // What stands out from its surroundings by less is noise or texture.
    private const int LeastContrast = 24;

    // Cells a side of a block, and how much of the one ground there must be beside the other where writing is dense.
    private const int BlockCells = 8;
    private const float DenseShare = 0.25f;

    private byte[] _mean = [];
    private byte[] _least = [];
    private byte[] _paper = [];
    private byte[] _opened = [];
    private byte[] _closed = [];
    private byte[] _padded = [];
    private ushort[] _sums = [];
    private byte[] _darkest = [];
    private int _reach;

    /// <summary>Pixels a side of a cell: 1, 2 or 4.</summary>
    internal int Cell { get; private set; }

    internal int Columns { get; private set; }

    internal int Rows { get; private set; }

    /// <summary>
    /// Of all writing, the share that is lighter than its ground, 0 to 1: a rough estimate, by how much of the narrow light and dark parts
    /// there is in each block.
    /// </summary>
    internal float LightShare { get; private set; }

    /// <summary>The paper's level at a place, linear between the cells' middles.</summary>
    /// <param name="x">Working pixels from the left edge.</param>
    /// <param name="y">Working pixels from the top.</param>
    internal float PaperAt(float x, float y)
    {
        float column = Math.Clamp(x / Cell - 0.5f, 0, Columns - 1), row = Math.Clamp(y / Cell - 0.5f, 0, Rows - 1);
        int left = (int)column, top = (int)row;
        int right = Math.Min(left + 1, Columns - 1), bottom = Math.Min(top + 1, Rows - 1);
        float across = column - left, down = row - top;
        float above = _paper[top * Columns + left] * (1 - across) + _paper[top * Columns + right] * across;
        float below = _paper[bottom * Columns + left] * (1 - across) + _paper[bottom * Columns + right] * across;
        return above * (1 - down) + below * down;
    }

    /// <summary>The paper's level of each cell along a row of cells, 1 to 255.</summary>
    internal ReadOnlySpan<byte> Paper(int row) => _paper.AsSpan(row * Columns, Columns);

    /// <summary>The darkest smoothed pixel of each cell along a row of cells.</summary>
    internal ReadOnlySpan<byte> Least(int row) => _least.AsSpan(row * Columns, Columns);

    /// <summary>Takes the memory for a picture's paper.</summary>
    internal void Reserve(PagePicture picture)
    {
        int side = Math.Min(picture.Width, picture.Height);
        Cell = side >= 300 ? 4 : side >= 100 ? 2 : 1;
        Columns = (picture.Width + Cell - 1) / Cell;
        Rows = (picture.Height + Cell - 1) / Cell;
        // Wider than any stroke: in a picture of a single digit a stroke is a sixth of it, on a page a sixtieth.
        int window = side < 120 ? Math.Max(9, side / 3) : Math.Max(40, side / 10);
        _reach = Math.Max(2, window / Cell / 2);
        int padded = (Columns + 2 * _reach) * (Rows + 2 * _reach);
        if (_mean.Length < Columns * Rows)
        {
            _mean = new byte[Columns * Rows];
            _least = new byte[Columns * Rows];
            _paper = new byte[Columns * Rows];
            _opened = new byte[Columns * Rows];
            _closed = new byte[Columns * Rows];
        }

        if (_padded.Length < padded)
            _padded = new byte[padded];
        if (_sums.Length < picture.Width + 2)
        {
            _sums = new ushort[picture.Width + 2];
            _darkest = new byte[picture.Width];
        }
    }

    internal void Build(PagePicture picture)
    {
        Reserve(picture);
        for (int row = 0; row < Rows; row++)
            Measure(picture, row);
        Extend(_reach, brightest: false, _mean, _paper);
        Extend(_reach, brightest: true, _paper, _opened);
        Extend(_reach, brightest: true, _mean, _paper);
        Extend(_reach, brightest: false, _paper, _closed);
        MeasureLightShare();
        Smoothen();
    }

    private void Measure(PagePicture picture, int row)
    {
        Span<ushort> sums = _sums.AsSpan(0, picture.Width);
        Span<byte> darkest = _darkest.AsSpan(0, picture.Width);
        sums.Clear();
        darkest.Fill(255);
        int top = row * Cell;
        int bottom = Math.Min(top + Cell, picture.Height);
        for (int y = top; y < bottom; y++)
        {
            ByteRows.Add(picture.RawRow(y), sums);
            ByteRows.Min(darkest, picture.SmoothRow(y), darkest);
        }

        Span<byte> means = _mean.AsSpan(row * Columns, Columns);
        Span<byte> least = _least.AsSpan(row * Columns, Columns);
        int at = 0;
        for (int column = 0; column < means.Length; column++)
        {
            int end = Math.Min(at + Cell, picture.Width);
            int count = (end - at) * (bottom - top);
            int sum = count / 2;
            byte min = 255;
            for (; at < end; at++)
            {
                sum += sums[at];
                min = Math.Min(min, darkest[at]);
            }

            means[column] = (byte)(count == 16 ? sum >> 4 : sum / count);
            least[column] = min;
        }
    }

    // The brightest or darkest cell within reach in both directions, by windows of doubling length.
    private void Extend(int reach, bool brightest, ReadOnlySpan<byte> from, Span<byte> to)
    {
        byte neutral = brightest ? (byte)0 : (byte)255;
        int width = Columns + 2 * reach;
        int length = 2 * reach + 1;
        int height = Rows + 2 * reach;
        Span<byte> all = _padded.AsSpan(0, width * height);
        all.Fill(neutral);
        for (int row = 0; row < Rows; row++)
        {
            Span<byte> line = all.Slice((row + reach) * width, width);
            from.Slice(row * Columns, Columns).CopyTo(line[reach..]);
            int done = 1;
            while (done < length)
            {
                int step = Math.Min(done, length - done);
                Combine(line[..^step], line[step..], line[..^step], brightest);
                done += step;
            }
        }

        // What is now at column x is the window that begins at x; of rows likewise.
        int rows = 1;
        while (rows < length)
        {
            int step = Math.Min(rows, length - rows);
            for (int row = 0; row + step < height; row++)
            {
                Span<byte> line = all.Slice(row * width, Columns);
                Combine(line, all.Slice((row + step) * width, Columns), line, brightest);
            }

            rows += step;
        }

        for (int row = 0; row < Rows; row++)
            all.Slice(row * width, Columns).CopyTo(to[(row * Columns)..]);
    }

    private static void Combine(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, Span<byte> result, bool brightest)
    {
        if (brightest)
            ByteRows.Max(a, b, result);
        else
            ByteRows.Min(a, b, result);
    }

    // In a block of dense writing, paper shows as narrow light parts and ink as narrow dark ones; ink is what covers less. Where only one of
    // the two is there, it is the ink.
    private void MeasureLightShare()
    {
        long all = 0, lightInk = 0;
        for (int top = 0; top < Rows; top += BlockCells)
        {
            for (int left = 0; left < Columns; left += BlockCells)
            {
                int dark = 0, light = 0;
                for (int row = top; row < Math.Min(top + BlockCells, Rows); row++)
                {
                    for (int i = row * Columns + left; i < row * Columns + Math.Min(left + BlockCells, Columns); i++)
                    {
                        int below = _closed[i] - _mean[i], above = _mean[i] - _opened[i];
                        dark += below > LeastContrast ? below : 0;
                        light += above > LeastContrast ? above : 0;
                    }
                }

                bool isDense = Math.Min(dark, light) > DenseShare * Math.Max(dark, light);
                all += Math.Max(dark, light);
                if (light > dark != isDense)
                    lightInk += Math.Max(dark, light);
            }
        }

        LightShare = lightInk / (float)Math.Max(1, all);
    }

    // 3x3 binomial from the closed cells to the paper, never 0.
    private void Smoothen()
    {
        Span<ushort> sums = _sums.AsSpan(0, Columns + 2);
        for (int row = 0; row < Rows; row++)
        {
            ReadOnlySpan<byte> above = _closed.AsSpan(Math.Max(row - 1, 0) * Columns, Columns);
            ReadOnlySpan<byte> below = _closed.AsSpan(Math.Min(row + 1, Rows - 1) * Columns, Columns);
            ByteRows.Binomial(above, _closed.AsSpan(row * Columns, Columns), below, sums[1..^1]);
            sums[0] = sums[1];
            sums[^1] = sums[^2];
            Span<byte> paper = _paper.AsSpan(row * Columns, Columns);
            ByteRows.BinomialAcross(sums, paper);
            foreach (ref byte level in paper)
                level = Math.Max((byte)1, level);
        }
    }
}

namespace EdgeNet.Vision.Binarization;

/// <summary>
/// The paper's brightness under the ink, as a grid of blocks. A block's paper is the mean of its brighter half; then each block takes a high
/// middle rank among its 5x5 neighbours, so that neither ink nor a highlight in one block counts. Between block centres it is linear.
/// </summary>
internal sealed class PaperEstimate
{
    private const int Reach = 2;
    private const int SmallestBlock = 16;

    // By so many standard deviations the brighter half of pure noise is brighter than its mean: the square root of 2 / pi.
    private const float HalfNormalMean = 0.798f;

    private byte[] _blocks = [];
    private byte[] _ranked = [];

    /// <summary>Pixels a side of a block.</summary>
    internal int BlockSize { get; private set; }

    internal int Columns { get; private set; }

    internal int Rows { get; private set; }

    internal byte this[int column, int row] => _ranked[row * Columns + column];

    /// <summary>Estimates the paper.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="noise">The standard deviation of its smoothed pixels.</param>
    internal void Build(WorkPicture picture, float noise)
    {
        int excess = (int)(HalfNormalMean * noise);
        BlockSize = Math.Max(SmallestBlock, Math.Min(picture.Width, picture.Height) / 30);
        Columns = (picture.Width + BlockSize - 1) / BlockSize;
        Rows = (picture.Height + BlockSize - 1) / BlockSize;
        if (_blocks.Length < Columns * Rows)
        {
            _blocks = new byte[Columns * Rows];
            _ranked = new byte[Columns * Rows];
        }

        for (int row = 0; row < Rows; row++)
        {
            for (int column = 0; column < Columns; column++)
                _blocks[row * Columns + column] =
                    (byte)Math.Max(1, BrighterHalf(picture, column * BlockSize, row * BlockSize) - excess);
        }

        for (int row = 0; row < Rows; row++)
        {
            for (int column = 0; column < Columns; column++)
                _ranked[row * Columns + column] = Ranked(column, row);
        }
    }

    /// <summary>The paper along one row of pixels.</summary>
    /// <param name="y">The row.</param>
    /// <param name="paper">A level for each pixel of the row, 1 to 255.</param>
    internal void Row(int y, Span<byte> paper)
    {
        (int above, int below, int down) = Between(y, Rows);
        int left = Blend(above, below, down, 0);
        int x = 0;
        int half = BlockSize / 2;
        // 16.16 fixed point from one block centre to the next.
        for (int column = 0; column <= Columns && x < paper.Length; column++)
        {
            int right = Blend(above, below, down, Math.Min(column, Columns - 1));
            int end = Math.Min(column * BlockSize + half, paper.Length);
            int start = column == 0 ? 0 : (column - 1) * BlockSize + half;
            int step = ((right - left) << 8) / Math.Max(1, end - start);
            int level = left << 8;
            while (x < end)
            {
                paper[x++] = (byte)Math.Max(1, (level + 0x8000) >> 16);
                level += step;
            }

            left = right;
        }

        while (x < paper.Length)
            paper[x++] = (byte)Math.Max(1, (left + 0x80) >> 8);
    }

    // 8.8 fixed point.
    private int Blend(int above, int below, int down, int column) =>
        _ranked[above * Columns + column] * (256 - down) + _ranked[below * Columns + column] * down;

    private (int Above, int Below, int Down) Between(int y, int rows)
    {
        int from = y - BlockSize / 2;
        if (from < 0)
            return (0, 0, 0);
        int block = from / BlockSize;
        return (Math.Min(block, rows - 1), Math.Min(block + 1, rows - 1), (from - block * BlockSize) * 256 / BlockSize);
    }

    private int BrighterHalf(WorkPicture picture, int left, int top)
    {
        int width = Math.Min(BlockSize, picture.Width - left);
        int height = Math.Min(BlockSize, picture.Height - top);
        ReadOnlySpan<byte> pixels = picture.Smooth;
        int sum = 0;
        for (int y = top; y < top + height; y++)
        {
            foreach (byte level in pixels.Slice(y * picture.Width + left, width))
                sum += level;
        }

        int mean = sum / (width * height);
        int brightSum = 0;
        int brightCount = 0;
        for (int y = top; y < top + height; y++)
        {
            foreach (byte level in pixels.Slice(y * picture.Width + left, width))
            {
                // All ones where the level reaches the mean: no branch for the predictor to miss.
                int bright = ~((level - mean) >> 31);
                brightSum += level & bright;
                brightCount -= bright;
            }
        }

        return brightSum / brightCount;
    }

    private byte Ranked(int column, int row)
    {
        Span<byte> near = stackalloc byte[(2 * Reach + 1) * (2 * Reach + 1)];
        int count = 0;
        for (int y = Math.Max(0, row - Reach); y <= Math.Min(Rows - 1, row + Reach); y++)
        {
            for (int x = Math.Max(0, column - Reach); x <= Math.Min(Columns - 1, column + Reach); x++)
            {
                byte level = _blocks[y * Columns + x];
                int at = count++;
                while (at > 0 && near[at - 1] > level)
                {
                    near[at] = near[at - 1];
                    at--;
                }

                near[at] = level;
            }
        }

        return near[count * 5 / 8];
    }
}

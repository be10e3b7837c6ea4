using System.Numerics;

namespace EdgeNet.Vision.Page;

/// <summary>The drawn pixels of a picture as runs, row by row.</summary>
internal sealed class InkRuns
{
    /// <summary>The most runs; a picture with more is texture, and its limits are raised until they fit.</summary>
    internal const int MaxRuns = 120_000;

    private const int Attempts = 5;

    private Run[] _runs = [];
    private byte[] _limits = [];

    internal int Count { get; private set; }

    /// <summary>How many there can be in the picture.</summary>
    internal int Capacity => _runs.Length;

    internal Span<Run> Runs => _runs.AsSpan(0, Count);

    internal void Find(PagePicture picture, PaperGrid paper, InkLimits limits)
    {
        // Rows cannot hold more runs than half their pixels.
        int most = (int)Math.Min(MaxRuns, ((long)picture.Width + 1) / 2 * picture.Height);
        if (_runs.Length < most)
            _runs = new Run[most];
        if (_limits.Length < picture.Width + 4)
            _limits = new byte[picture.Width + 4];
        float rise = 1;
        for (int attempt = 0; attempt < Attempts; attempt++, rise *= 1.4f)
        {
            limits.Build(picture, paper, rise);
            if (TryFind(picture, paper.Cell, limits))
                return;
        }
    }

    /// <summary>Takes other runs in their place, ordered by row and column.</summary>
    internal void Take(ReadOnlySpan<Run> runs)
    {
        Count = runs.Length;
        for (int i = 0; i < runs.Length; i++)
            _runs[i] = runs[i] with { Link = i };
    }

    private bool TryFind(PagePicture picture, int cell, InkLimits limits)
    {
        Count = 0;
        Span<byte> row = _limits.AsSpan(0, picture.Width);
        for (int y = 0; y < picture.Height; y++)
        {
            if (y % cell == 0)
                Expand(limits.Row(y / cell), cell, _limits);
            if (!AddRow(picture.SmoothRow(y), row, y))
                return false;
        }

        return true;
    }

    private bool AddRow(ReadOnlySpan<byte> pixels, ReadOnlySpan<byte> limits, int y)
    {
        int open = -1;
        for (int x = 0; x < pixels.Length; x += 64)
        {
            int length = Math.Min(64, pixels.Length - x);
            ulong bits = ByteRows.Darker(pixels.Slice(x, length), limits.Slice(x, length));
            // Bits of pixels that differ from the one before them.
            ulong edges = bits ^ (bits << 1 | (open >= 0 ? 1ul : 0));
            while (edges != 0)
            {
                int at = x + BitOperations.TrailingZeroCount(edges);
                edges &= edges - 1;
                if (open < 0)
                {
                    open = at;
                    continue;
                }

                if (!Add(y, open, at))
                    return false;
                open = -1;
            }
        }

        return open < 0 || Add(y, open, pixels.Length);
    }

    private bool Add(int y, int left, int right)
    {
        if (Count == _runs.Length)
            return false;
        // At a row's end, the zeros behind the last pixel may have closed the run.
        _runs[Count] = new Run { Y = y, Left = left, Right = right, Link = Count };
        Count++;
        return true;
    }

    private static void Expand(ReadOnlySpan<byte> cells, int cell, Span<byte> pixels)
    {
        for (int i = 0; i < cells.Length; i++)
        {
            int end = Math.Min((i + 1) * cell, pixels.Length);
            for (int x = i * cell; x < end; x++)
                pixels[x] = cells[i];
        }
    }
}

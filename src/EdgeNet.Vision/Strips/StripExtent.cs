namespace EdgeNet.Vision.Strips;

/// <summary>Measures how tall the writing on a sampled line really is, so that the line can be sampled again at the height that digits should have.</summary>
internal sealed class StripExtent
{
    private const float Inked = 0.5f;

    // A row that is inked along so much of the line is a rule, and no part of digits.
    private const float RuleShare = 0.55f;

    // Of the columns' upper and lower ends so many may lie outside: loops, tails, and what is no digit.
    private const float Outside = 0.12f;

    private readonly int[] _tops = new int[LineStrips.Rows + 1];
    private readonly int[] _bottoms = new int[LineStrips.Rows + 1];
    private readonly bool[] _isRule = new bool[LineStrips.Rows];

    /// <summary>The first row of the writing.</summary>
    internal float Top { get; private set; }

    /// <summary>The row behind its last.</summary>
    internal float Bottom { get; private set; }

    /// <summary>Measures the first strip of a line.</summary>
    /// <param name="strips">The line.</param>
    /// <returns>False if there is too little ink to tell.</returns>
    internal bool Measure(LineStrips strips)
    {
        int from = Math.Max(0, strips.FirstColumn - 2), end = Math.Min(LineStrips.Columns, strips.EndColumn + 2);
        ReadOnlySpan<float> strip = strips.Strip(0);
        FindRules(strip, from, end);
        Array.Clear(_tops);
        Array.Clear(_bottoms);
        int columns = 0;
        for (int x = from; x < end; x++)
        {
            int top = -1, bottom = -1;
            for (int y = 0; y < LineStrips.Rows; y++)
            {
                if (_isRule[y] || strip[y * LineStrips.Columns + x] < Inked)
                    continue;
                top = top < 0 ? y : top;
                bottom = y + 1;
            }

            if (top < 0)
                continue;
            _tops[top]++;
            _bottoms[bottom]++;
            columns++;
        }

        if (columns < 6)
            return false;
        Top = Rank(_tops, Outside * columns);
        Bottom = Rank(_bottoms, (1 - Outside) * columns);
        return Bottom - Top >= 4;
    }

    private void FindRules(ReadOnlySpan<float> strip, int from, int end)
    {
        for (int y = 0; y < LineStrips.Rows; y++)
        {
            int inked = 0;
            for (int x = from; x < end; x++)
                inked += strip[y * LineStrips.Columns + x] >= Inked ? 1 : 0;
            _isRule[y] = inked > RuleShare * (end - from);
        }
    }

    private static float Rank(int[] counts, float rank)
    {
        float below = 0;
        for (int i = 0; i < counts.Length; i++)
        {
            if (below + counts[i] >= rank && counts[i] > 0)
                return i;
            below += counts[i];
        }

        return counts.Length - 1;
    }
}

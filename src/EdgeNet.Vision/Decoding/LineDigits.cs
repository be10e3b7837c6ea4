namespace EdgeNet.Vision.Decoding;

/// <summary>How probable it is that the digits of a line, whatever stands between them, are these.</summary>
internal sealed class LineDigits
{
    private double[] _apart = [];
    private double[] _at = [];

    /// <summary>The probability, summed over all paths.</summary>
    /// <param name="frames">The line.</param>
    /// <param name="digits">The digits, '0' to '9', from left to right; other characters are passed over.</param>
    internal double Probability(LineFrames frames, ReadOnlySpan<char> digits)
    {
        // After each number of digits: the mass that has left the last one, and the mass that is on it.
        Buffers.Grow(ref _apart, digits.Length + 1);
        Buffers.Grow(ref _at, digits.Length + 1);
        Span<double> apart = _apart.AsSpan(0, digits.Length + 1);
        Span<double> at = _at.AsSpan(0, digits.Length + 1);
        apart.Clear();
        at.Clear();
        apart[0] = 1;
        for (int t = 0; t < frames.Count; t++)
        {
            double other = 1;
            for (int c = 0; c < LineClass.Digits; c++)
                other -= frames.Of(c)[t];
            int previous = -1;
            double lastApart = apart[0], lastAt = 0;
            apart[0] *= Math.Max(0, other);
            for (int i = 0; i < digits.Length; i++)
            {
                if (!char.IsAsciiDigit(digits[i]))
                    continue;
                int digit = digits[i] - '0';
                double nowApart = apart[i + 1], nowAt = at[i + 1];
                apart[i + 1] = (nowApart + nowAt) * Math.Max(0, other);
                at[i + 1] = frames.Of(digit)[t] * (nowAt + lastApart + (digit != previous ? lastAt : 0));
                (lastApart, lastAt, previous) = (nowApart, nowAt, digit);
            }
        }

        int last = digits.LastIndexOfAnyInRange('0', '9') + 1;
        return Math.Clamp(apart[last] + at[last], 0, 1);
    }
}

namespace EdgeNet.Vision.Decoding;

/// <summary>
/// What stands around a run of digits, summed over all paths of CTC. A path's run begins with a digit after a delimiter (the line's start,
/// a letter, a wide gap) and ends at the next one; points, commas and dashes beside it are passed over.
/// </summary>
internal sealed class RunContext
{
    private double[] _delimited = [];
    private double[] _inRun = [];
    private double[] _digit = [];
    private double[] _mark = [];
    private double[] _delimiter = [];
    private double[] _beside = [];

    /// <summary>Frames of the line.</summary>
    internal int Count { get; private set; }

    /// <summary>Blank frames that end a run, 1 or more.</summary>
    internal int Gap { get; private set; }

    /// <summary>The mass of all beginnings of so many frames after which a run may begin: 0 to <see cref="Count"/>.</summary>
    internal ReadOnlySpan<double> Delimited => _delimited.AsSpan(0, Count + 1);

    /// <summary>The probability of any digit in each frame.</summary>
    internal ReadOnlySpan<double> Digit => _digit.AsSpan(0, Count);

    /// <summary>The probability of a point or comma in each frame.</summary>
    internal ReadOnlySpan<double> Mark => _mark.AsSpan(0, Count);

    /// <summary>The probability of what ends a run at once, in each frame.</summary>
    internal ReadOnlySpan<double> Delimiter => _delimiter.AsSpan(0, Count);

    /// <summary>The probability of what may stand beside a run, in each frame.</summary>
    internal ReadOnlySpan<double> Beside => _beside.AsSpan(0, Count);

    /// <summary>Takes the memory for lines of so many frames, and gaps of so many.</summary>
    internal void Reserve(int frames, int gap)
    {
        Buffers.Grow(ref _delimited, frames + 1);
        Buffers.Grow(ref _inRun, gap + 1);
        Buffers.Grow(ref _digit, frames);
        Buffers.Grow(ref _mark, frames);
        Buffers.Grow(ref _delimiter, frames);
        Buffers.Grow(ref _beside, frames);
    }

    /// <summary>Sums up a line, for which there is memory.</summary>
    /// <param name="frames">The line.</param>
    /// <param name="gap">Blank frames that end a run, 1 or more.</param>
    /// <param name="marksDelimit">Whether points, commas and dashes end a run.</param>
    internal void Build(LineFrames frames, int gap, bool marksDelimit)
    {
        Count = frames.Count;
        Gap = gap;
        for (int t = 0; t < Count; t++)
        {
            double digit = 0;
            for (int c = 0; c < LineClass.Digits; c++)
                digit += frames.Of(c)[t];
            double mark = frames.Of(LineClass.Point)[t] + frames.Of(LineClass.Comma)[t];
            double filler = frames.Of(LineClass.Filler)[t];
            double other = frames.Of(LineClass.Other)[t];
            _digit[t] = digit;
            _mark[t] = mark;
            _delimiter[t] = marksDelimit ? other + mark + filler : other;
            _beside[t] = marksDelimit ? 0 : mark + filler;
        }

        SumBeginnings(frames.Of(LineClass.Blank));
    }

    private void SumBeginnings(ReadOnlySpan<double> blank)
    {
        // By the number of blank frames since the run's last token.
        Span<double> inRun = _inRun.AsSpan(0, Gap);
        inRun.Clear();
        _delimited[0] = 1;
        for (int t = 0; t < Count; t++)
        {
            double delimited = _delimited[t];
            double run = 0;
            foreach (double mass in inRun)
                run += mass;
            double ended = run * _delimiter[t] + inRun[^1] * blank[t];
            for (int k = Gap - 1; k > 0; k--)
                inRun[k] = inRun[k - 1] * blank[t];
            inRun[0] = delimited * _digit[t] + run * (_digit[t] + _beside[t]);
            _delimited[t + 1] = delimited * (1 - _digit[t]) + ended;
        }
    }

}

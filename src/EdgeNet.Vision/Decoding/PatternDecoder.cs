using EdgeNet.Vision.Patterns;

namespace EdgeNet.Vision.Decoding;

/// <summary>
/// Reads a pattern out of the line network's outputs by connectionist temporal classification (Graves et al. 2006). An answer's mass is the
/// sum over all paths on which it stands whole between two delimiters: the line's ends, a letter or word, or a wide gap. Its probability is
/// its mass times the prior of <see cref="FieldPattern.Codes"/>, divided by that of everything: all answers and no field. On a line with two
/// fields each has a half: it is not known which is meant. With <see cref="PatternKind.Lines"/> every run is a field of its own.
/// After the first line of a length nothing is allocated.
/// </summary>
internal sealed class PatternDecoder
{
    /// <summary>The paper between two runs, beyond the distance that the digits have, in widths of a digit.</summary>
    internal const double GapWidths = 1.5;

    /// <summary>The same within an amount: behind the points between thousands, hands leave more paper.</summary>
    internal const double AmountGapWidths = 3;

    /// <summary>Answers below this probability are not looked for.</summary>
    internal const double LeastProbability = 1e-4;

    private readonly FieldPattern _pattern;
    private readonly int _top;
    private readonly LineGap _lineGap = new();
    private readonly LineSums _sums = new();
    private readonly LineRuns _runs = new();
    private readonly AnswerSearch _search;
    private readonly AnswerAlignment _alignment;
    private readonly AnswerText _text = new();
    private DecodedField[] _fields = [];
    private int _count;

    /// <summary>A decoder.</summary>
    /// <param name="pattern">What is looked for.</param>
    /// <param name="top">How many answers are kept of each field, 1 or more.</param>
    /// <param name="mostOpened">The most beginnings of answers that are gone into for one field, 1 or more: what bounds the time.</param>
    internal PatternDecoder(FieldPattern pattern, int top, int mostOpened = AnswerSearch.MostOpened)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        _pattern = pattern;
        _top = top;
        _search = new AnswerSearch(pattern, mostOpened);
        _alignment = new AnswerAlignment(pattern.Automaton);
    }

    /// <summary>What was found: one field or none; with <see cref="PatternKind.Lines"/> one for each run, from left to right.</summary>
    internal ReadOnlySpan<DecodedField> Fields => _fields.AsSpan(0, _count);

    /// <summary>The probability that the line holds no field of the pattern, 0 to 1; without the list's prior.</summary>
    internal double None => _sums.None;

    /// <summary>The blank frames that end a run on this line.</summary>
    internal int Gap { get; private set; }

    /// <summary>Reads a line.</summary>
    /// <param name="frames">The line.</param>
    /// <returns>Whether there is an answer.</returns>
    internal bool Decode(LineFrames frames) => Decode(frames, _lineGap.Find(frames, _pattern.Kind == PatternKind.Amount ? AmountGapWidths : GapWidths));

    /// <summary>Reads a line.</summary>
    /// <param name="frames">The line.</param>
    /// <param name="gap">The blank frames that end a run, 1 or more.</param>
    /// <returns>Whether there is an answer.</returns>
    internal bool Decode(LineFrames frames, int gap)
    {
        Gap = gap;
        _count = 0;
        _sums.Build(frames, _pattern.Automaton, gap);
        if (_pattern.Kind != PatternKind.Lines)
        {
            Find(frames, 0, frames.Count, _sums.None);
            return _count > 0;
        }

        _runs.Find(frames, gap);
        foreach (LineRun run in _runs.Runs)
            Find(frames, run.From, run.End, Math.Max(0, 1 - _sums.Expected(frames, run.From, run.End)));
        return _count > 0;
    }

    private void Find(LineFrames frames, int from, int end, double none)
    {
        double expected = _sums.Expected(frames, from, end);
        if (expected * _pattern.UnlistedWeight < LeastProbability && (_pattern.Codes is null || expected < LeastProbability))
            return;
        DecodedField field = Next();
        double listed = 0;
        _search.Begin(frames, _sums, from, end, LeastProbability * Math.Min(1, none + _pattern.UnlistedWeight * expected));
        while (!field.IsFull && _search.TryNext(_text, out double mass, out bool isListed))
        {
            DecodedAnswer answer = field.Add();
            _alignment.Align(frames, _sums, _text, (from, end), _pattern.Kind == PatternKind.Amount, answer);
            answer.IsListed = isListed;
            answer.Probability = mass * (isListed ? 1 : _pattern.UnlistedWeight);
            listed += isListed ? mass : 0;
        }

        // Answers of the list beyond those that were kept count as if they were not in it: their share is small.
        double all = none + listed + _pattern.UnlistedWeight * Math.Max(0, expected - listed);
        foreach (DecodedAnswer answer in field.Answers)
            answer.Probability = Math.Min(1, answer.Probability / all);
        field.None = Math.Min(1, none / all);
        _count += field.Count > 0 ? 1 : 0;
    }

    private DecodedField Next()
    {
        if (_count == _fields.Length)
        {
            Array.Resize(ref _fields, Math.Max(1, 2 * _count));
            for (int i = _count; i < _fields.Length; i++)
                _fields[i] = new DecodedField(_top);
        }

        DecodedField field = _fields[_count];
        field.Clear();
        return field;
    }
}

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

    /// <summary>The most fields that are kept; further ones are left out.</summary>
    internal const int MostFields = 512;

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
    private int _first;
    private int _end;

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
    internal ReadOnlySpan<DecodedField> Fields => _fields.AsSpan(_first, _end - _first);

    /// <summary>Which fields are those of the last line.</summary>
    internal (int First, int End) Range => (_first, _end);

    /// <summary>The probability that the line holds no field of the pattern, 0 to 1; without the list's prior.</summary>
    internal double None => _sums.None;

    /// <summary>The blank frames that end a run on this line.</summary>
    internal int Gap { get; private set; }

    /// <summary>Takes the memory for lines of up to so many frames, so that none of them allocates.</summary>
    /// <param name="frames">Frames of the longest line.</param>
    /// <param name="lines">Lines whose fields are kept together.</param>
    internal void Reserve(int frames, int lines)
    {
        int gap = LineGap.Most(_pattern.Kind == PatternKind.Amount ? AmountGapWidths : GapWidths);
        _lineGap.Reserve(frames);
        _sums.Reserve(_pattern.Automaton, frames, gap);
        _search.Reserve(frames, gap);
        _alignment.Reserve(Math.Min(_pattern.MostDigits, frames), frames, gap);
        _runs.Reserve(frames);
        GrowFields(_pattern.Kind == PatternKind.Lines ? MostFields : Math.Min(MostFields, lines));
    }

    /// <summary>Forgets all lines.</summary>
    internal void Clear() => (_first, _end) = (0, 0);

    /// <summary>Keeps the fields of the last line while further lines are read.</summary>
    internal void Keep() => _first = _end;

    /// <summary>Fields that were kept, by their <see cref="Range"/>; valid until <see cref="Clear"/>.</summary>
    internal ReadOnlySpan<DecodedField> Kept((int First, int End) range) => _fields.AsSpan(range.First, range.End - range.First);

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
        _end = _first;
        _sums.Build(frames, _pattern.Automaton, gap);
        if (_pattern.Kind != PatternKind.Lines)
        {
            Find(frames, 0, frames.Count, _sums.None);
            return _end > _first;
        }

        _runs.Find(frames, gap);
        foreach (LineRun run in _runs.Runs)
            Find(frames, run.From, run.End, Math.Max(0, 1 - _sums.Expected(frames, run.From, run.End)));
        return _end > _first;
    }

    private void Find(LineFrames frames, int from, int end, double none)
    {
        double expected = _sums.Expected(frames, from, end);
        if (expected * _pattern.UnlistedWeight < LeastProbability && (_pattern.Codes is null || expected < LeastProbability))
            return;
        if (_end == MostFields)
            return;
        DecodedField field = Next();
        // Beginning with 0 is another prior, and counts beside that of the list.
        double zeros = (1 - _pattern.LeadingZeroWeight) * _sums.Expected(frames, 0, from, end);
        double likely = expected - zeros, listed = 0;
        _search.Begin(frames, _sums, from, end, LeastProbability * Math.Min(1, none + _pattern.UnlistedWeight * likely));
        while (!field.IsFull && _search.TryNext(_text, out double mass, out bool isListed))
        {
            DecodedAnswer answer = field.Add();
            _alignment.Align(frames, _sums, _text, (from, end), _pattern.Kind == PatternKind.Amount, answer);
            answer.IsListed = isListed;
            double prior = answer.Text[0] == '0' ? mass * _pattern.LeadingZeroWeight : mass;
            answer.Probability = prior * (isListed ? 1 : _pattern.UnlistedWeight);
            listed += isListed ? prior : 0;
        }

        // Answers of the list beyond those that were kept count as if they were not in it: their share is small.
        double all = none + listed + _pattern.UnlistedWeight * Math.Max(0, likely - listed);
        foreach (DecodedAnswer answer in field.Answers)
            answer.Probability = Math.Min(1, answer.Probability / all);
        field.None = Math.Min(1, none / all);
        _end += field.Count > 0 ? 1 : 0;
    }

    private DecodedField Next()
    {
        if (_end == _fields.Length)
            GrowFields(Math.Max(1, 2 * _end));
        DecodedField field = _fields[_end];
        field.Clear();
        return field;
    }

    private void GrowFields(int length)
    {
        int known = _fields.Length;
        if (length <= known)
            return;
        Array.Resize(ref _fields, length);
        for (int i = known; i < length; i++)
            _fields[i] = new DecodedField(_top);
    }
}

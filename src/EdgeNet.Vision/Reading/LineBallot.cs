using EdgeNet.Vision.Decoding;
using EdgeNet.Vision.Patterns;

namespace EdgeNet.Vision.Reading;

/// <summary>All hypotheses of a frame, each with its answers.</summary>
internal sealed class LineBallot
{
    private readonly FieldPattern _pattern;
    private readonly int _top;
    private readonly List<LineHypothesis> _all = [];
    private int _count;

    internal LineBallot(FieldPattern pattern, int top)
    {
        _pattern = pattern;
        _top = top;
    }

    /// <summary>The hypothesis with the likeliest answer; null where none has one.</summary>
    internal LineHypothesis? Best { get; private set; }

    internal int Count => _count;

    internal LineHypothesis this[int index] => _all[index];

    internal void Clear()
    {
        _count = 0;
        Best = null;
    }

    /// <summary>Memory for a further hypothesis.</summary>
    internal LineHypothesis Next()
    {
        if (_count == _all.Count)
            _all.Add(new LineHypothesis(_pattern, _top));
        return _all[_count++];
    }

    /// <summary>Whether enough of a line's digits look like no digit upside down.</summary>
    internal bool TellsItsSide(LineHypothesis hypothesis)
    {
        int sided = 0;
        foreach (DecodedField field in hypothesis.Fields)
        {
            foreach (DecodedSymbol symbol in field.Answers[0].Symbols)
                sided += symbol.Character is '2' or '3' or '4' or '5' or '7' ? 1 : 0;
        }

        return sided >= 2;
    }

    /// <summary>The best hypothesis of a candidate; null where none has an answer.</summary>
    internal LineHypothesis? BestOf(int candidate)
    {
        LineHypothesis? best = null;
        for (int i = 0; i < _count; i++)
        {
            if (_all[i].Candidate == candidate && _all[i].Best > (best?.Best ?? 0))
                best = _all[i];
        }

        if (best is not null && best.Best > (Best?.Best ?? 0))
            Best = best;
        return best;
    }
}

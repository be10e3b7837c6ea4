using EdgeNet.Vision.Decoding;
using EdgeNet.Vision.Page;
using EdgeNet.Vision.Patterns;
using EdgeNet.Vision.Strips;

namespace EdgeNet.Vision.Reading;

/// <summary>All hypotheses of a frame, each with its answers. Nothing is allocated once it is there.</summary>
internal sealed class LineBallot
{
    private readonly PatternDecoder _decoder;
    private readonly LineHypothesis[] _all;
    private int _count;

    /// <summary>A ballot.</summary>
    /// <param name="pattern">What is looked for.</param>
    /// <param name="top">The answers that are kept of a field; of lines, the likeliest alone is needed.</param>
    /// <param name="most">The most hypotheses of a frame.</param>
    internal LineBallot(FieldPattern pattern, int top, int most)
    {
        _decoder = new PatternDecoder(pattern, pattern.Kind == PatternKind.Lines ? 1 : top);
        // Each may be read twice.
        _decoder.Reserve(LineFrames.MostFrames, 2 * most);
        _all = new LineHypothesis[most];
        float[] pixels = new float[LineStrips.PixelsLength];
        for (int i = 0; i < most; i++)
            _all[i] = new LineHypothesis(_decoder, pixels);
    }

    /// <summary>The hypothesis with the likeliest answer; null where none has one.</summary>
    internal LineHypothesis? Best { get; private set; }

    internal int Count => _count;

    internal LineHypothesis this[int index] => _all[index];

    internal void Clear()
    {
        _count = 0;
        Best = null;
        _decoder.Clear();
    }

    /// <summary>Memory for a further hypothesis.</summary>
    internal LineHypothesis Next()
    {
        _decoder.Keep();
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

    /// <summary>Whether there is no memory for a further hypothesis.</summary>
    internal bool IsFull => _count == _all.Length;

    /// <summary>Keeps what was read while a hypothesis is read again.</summary>
    internal void Keep() => _decoder.Keep();

    /// <summary>Takes notice of what a hypothesis says.</summary>
    internal void Note(LineHypothesis hypothesis)
    {
        if (hypothesis.Best > (Best?.Best ?? 0))
            Best = hypothesis;
    }

    /// <summary>Whether a candidate has been looked at in a plane.</summary>
    internal bool Has(int candidate, PagePlane plane)
    {
        for (int i = 0; i < _count; i++)
        {
            if (_all[i].Candidate == candidate && _all[i].Plane == plane)
                return true;
        }

        return false;
    }

    /// <summary>
    /// At how many scales a hypothesis' line was looked at in its plane and its way up, and the greatest strength among them.
    /// </summary>
    internal (int Count, float Strength) Scales(LineHypothesis hypothesis)
    {
        int count = 0;
        float strength = 0;
        for (int i = 0; i < _count; i++)
        {
            if (!_all[i].IsSameLook(hypothesis))
                continue;
            count++;
            strength = Math.Max(strength, _all[i].Strength);
        }

        return (count, strength);
    }

    /// <summary>The mean, over the scales at which a hypothesis' line was looked at, of the probability of its best answer.</summary>
    internal float Agreement(LineHypothesis hypothesis)
    {
        DecodedAnswer best = hypothesis.Fields[0].Answers[0];
        foreach (DecodedField field in hypothesis.Fields)
            best = field.Answers[0].Probability > best.Probability ? field.Answers[0] : best;
        int count = 0;
        double sum = 0;
        for (int i = 0; i < _count; i++)
        {
            if (!_all[i].IsSameLook(hypothesis))
                continue;
            count++;
            foreach (DecodedField field in _all[i].Fields)
            {
                foreach (DecodedAnswer answer in field.Answers)
                    sum += answer.Text.SequenceEqual(best.Text) ? answer.Probability : 0;
            }
        }

        return (float)(sum / Math.Max(1, count));
    }

    /// <summary>The likeliest of those hypotheses that were looked at once; null where there is none.</summary>
    /// <param name="more">Their probability is more than this.</param>
    /// <param name="less">And less than this.</param>
    internal LineHypothesis? LikeliestPlain(float more, float less)
    {
        LineHypothesis? likeliest = null;
        for (int i = 0; i < _count; i++)
        {
            if (_all[i].IsPlain && _all[i].Best > more && _all[i].Best < less && _all[i].Best > (likeliest?.Best ?? 0))
                likeliest = _all[i];
        }

        return likeliest;
    }
}

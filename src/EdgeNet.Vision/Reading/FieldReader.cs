using System.Numerics;
using EdgeNet.Vision.Candidates;
using EdgeNet.Vision.Decoding;
using EdgeNet.Vision.Page;
using EdgeNet.Vision.Patterns;
using EdgeNet.Vision.Pictures;
using EdgeNet.Vision.Reading.Tracing;
using EdgeNet.Vision.Strips;

namespace EdgeNet.Vision.Reading;

/// <summary>
/// Reads fields of digits in pictures: finds the lines that may hold them, samples each as a strip, both ways up and in both planes where
/// needed, runs a line network over it, and decodes its outputs under a pattern. It allocates its buffers when it is made and for the first
/// frame of a size, those for a second plane for the first frame that has one, and nothing afterwards, unless it is traced.
/// Not safe for use by several threads at once.
/// </summary>
public sealed class FieldReader : IDigitReader
{
    // From here on a line is not looked at in other ways, and further lines are not either; less is enough where several looks agree.
    private const float Sure = 0.95f;
    private const float SureTogether = 0.9f;

    // Lines that score so much less than a sure one, or than one that is rather right, are not looked at. One that is rather right, and
    // far ahead, is looked at closer before others are looked at.
    private const float Likely = 0.3f;
    private const float Right = 0.5f;
    private const float SureGap = 0.5f;
    private const float LikelyGap = 2.5f;

    // A line that is as good as nothing is not looked at again, and of the others so many are.
    private const float Nothing = 0.02f;
    private const int MostCloser = 4;

    // Heights at which an unsure line is looked at too, to the height that was found: rules and neighbours make digits seem larger than
    // they are, rarely smaller.
    private static readonly float[] Scales = [1.15f, 1.3f];

    // Columns a row by which an unsure line is leant to both sides.
    private const float Slant = 0.2f;

    // On a line that was cut out, paper and words are less likely than on a page: logits.
    private const float WholeBlank = 1;
    private const float WholeOther = 3;

    // What is read in light ink after dark ink must be so many times likelier than what was read in that, unless it is rather right.
    private const float LightOdds = 4;

    private const int MaxCandidates = PageAnalyzer.MaxCandidates;
    private const int MostLone = 16;

    private readonly INetwork<float> _network;
    private readonly FieldReaderOptions _options;
    private readonly PageAnalyzer _page = new();
    private readonly LineBallot _ballot;
    private readonly FieldElection _election = new();
    private readonly LineCollection _lines = new();
    private readonly LineFrames _frames = new();
    private readonly float[] _logits;
    private readonly float[] _slanted = new float[LineStrips.Rows * LineStrips.Columns];
    private readonly float[] _slantedLogits;
    private readonly DigitReading _reading;
    private readonly DigitReading _other;
    private readonly LineCandidate[] _lone = new LineCandidate[MostLone];
    private readonly SecondOpinion? _opinion;
    private int _strips;

    /// <summary>A reader.</summary>
    /// <param name="network">
    /// 1×32×256 (ink 1, paper 0) in, 15×64 logits out: EdgeNet.Models.DigitLine, or one like it. It stays the caller's to dispose.
    /// </param>
    /// <param name="digits">
    /// A second opinion on each digit: 1×32×32 in MNIST's form in, ten or eleven probabilities out, the last of "no digit";
    /// EdgeNet.Models.DigitCnn, or one like it. Null for none. It stays the caller's to dispose.
    /// </param>
    /// <param name="pattern">What is looked for.</param>
    /// <param name="options">How to decide, or null for the defaults.</param>
    /// <exception cref="ArgumentException">The network has another input or output length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public FieldReader(INetwork<float> network, INetwork<float>? digits, FieldPattern pattern, FieldReaderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(pattern);
        const int Input = LineStrips.Rows * LineStrips.Columns, Output = LineClass.Count * LineFrames.StripFrames;
        if (network.Info.InputLength != Input || network.Info.OutputLength != Output)
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"A line network takes {Input} inputs and gives {Output} outputs; '{network.Info.Name}' takes {network.Info.InputLength} and gives {network.Info.OutputLength}."),
                nameof(network));
        }

        _options = options ?? new FieldReaderOptions();
        AcceptThreshold = _options.AcceptThreshold ?? pattern.DefaultThreshold;
        if (!(AcceptThreshold is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(options), AcceptThreshold, "AcceptThreshold must be 0 to 1.");
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.MaxStrips, 4, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.Top, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(_options.Top, ReadField.MaxAlternatives, nameof(options));
        _network = network;
        _opinion = digits is null ? null : new SecondOpinion(digits);
        Pattern = pattern;
        _logits = new float[Output];
        _slantedLogits = new float[Output];
        (_reading, _other) = (new DigitReading(pattern), new DigitReading(pattern));
        _frames.Reserve(LineFrames.MostFrames);
        // A line has a strip or more, and the last one may still be looked at both ways up.
        int most = Math.Min(MaxCandidates * 2, _options.MaxStrips + 1);
        most += pattern.Kind == PatternKind.Lines ? MaxCandidates : MostCloser * (1 + Scales.Length);
        _ballot = new LineBallot(pattern, _options.Top, pattern.Kind == PatternKind.Lines ? most + MostLone : most);
    }

    /// <inheritdoc/>
    public FieldPattern Pattern { get; }

    /// <inheritdoc/>
    public float AcceptThreshold { get; }

    /// <inheritdoc/>
    public DigitReading Read(GreyFrame frame, ReadingTrace? trace = null)
    {
        _page.Trace = trace is null ? null : _page.Trace ?? new PageTrace();
        _page.Analyze(frame, _options.Ink);
        trace?.Begin(frame.Width, frame.Height);
        ReadCandidates(frame, _reading, trace);
        if (_options.Ink == InkChoice.Auto && _reading.Confidence < Right && !_reading.IsAccepted && _page.MayHaveLight)
            ReadLight(frame, trace);
        if (trace is not null)
            FieldTrace.Add(trace, _reading);
        return _reading;
    }

    /// <summary>Reads once more, in light ink, what could not be read in dark ink; the surer of the two is kept.</summary>
    private void ReadLight(GreyFrame frame, ReadingTrace? trace)
    {
        _page.AnalyzeLight(frame);
        ReadCandidates(frame, _other, trace);
        if (_other.Confidence > (_other.Confidence >= Right ? 1 : LightOdds) * _reading.Confidence)
            _reading.Swap(_other);
        if (trace is not null)
            FieldTrace.Add(trace, _other);
    }

    private void ReadCandidates(GreyFrame frame, DigitReading reading, ReadingTrace? trace)
    {
        reading.Clear();
        _ballot.Clear();
        _strips = 0;
        ReadOnlySpan<LineCandidate> candidates = _page.Candidates;
        for (int i = 0; i < candidates.Length && _strips < _options.MaxStrips; i++)
        {
            LookBothWays(frame, candidates[i], i);
            if (Pattern.Kind == PatternKind.Lines)
                continue;
            if (_ballot.Best is { IsPlain: true, Best: >= Right and < Sure } right && Gap(candidates, right, i + 1) > SureGap)
                LookCloser(frame, right);
            if (IsDone(candidates, i + 1))
                break;
        }

        int limit = _strips + _options.MaxStrips, most = Pattern.Kind == PatternKind.Lines ? int.MaxValue : MostCloser;
        for (int i = 0; i < most && _strips < limit && _ballot.LikeliestPlain(Nothing, Sure) is { } hypothesis; i++)
            LookCloser(frame, hypothesis);
        if (Pattern.Kind == PatternKind.Lines)
            ReadLines(frame, reading);
        else
            _election.Fill(reading, _ballot, frame, AcceptThreshold);
        if (trace is not null)
            FieldTrace.AddLooks(trace, _page, _ballot, reading);
    }

    /// <summary>Gathers all runs, and then what stands alone beside them.</summary>
    private void ReadLines(GreyFrame frame, DigitReading reading)
    {
        if (!_lines.Gather(_ballot, AcceptThreshold))
            return;
        int count = _page.FindLone(_lines.Direction, _lines.Height, _lines.Lines, _lone);
        int limit = _strips + _options.MaxStrips;
        for (int i = 0; i < count && _strips < limit; i++)
        {
            LineHypothesis lone = Look(frame, _lone[i], MaxCandidates + i, _lone[i].Plane, _lines.IsTurned);
            if (lone.Best is > Nothing and < Sure)
                Lean(frame, lone);
        }

        if (count > 0)
            _lines.Gather(_ballot, AcceptThreshold);
        _lines.Fill(reading);
    }

    /// <summary>Whether the candidates from one on can change nothing any more, or little.</summary>
    private bool IsDone(ReadOnlySpan<LineCandidate> candidates, int next)
    {
        if (_ballot.Best is not { } best || next == candidates.Length)
            return false;
        float gap = Gap(candidates, best, next);
        bool isSure = best.IsPlain ? best.Best >= Sure : _ballot.Agreement(best) >= SureTogether;
        return isSure ? gap > SureGap : best.Best >= Likely && gap > LikelyGap;
    }

    /// <summary>By how much a line's score is higher than that of a candidate; infinite where there is none.</summary>
    private static float Gap(ReadOnlySpan<LineCandidate> candidates, LineHypothesis line, int next) =>
        next == candidates.Length ? float.PositiveInfinity : candidates[line.Candidate].Score - candidates[next].Score;

    /// <summary>Looks at a candidate upright, and unless that is sure upside down.</summary>
    private void LookBothWays(GreyFrame frame, in LineCandidate candidate, int index)
    {
        LineHypothesis upright = Look(frame, candidate, index, candidate.Plane, isTurned: false);
        if (upright.Best < Sure || !_ballot.TellsItsSide(upright))
            Look(frame, candidate, index, candidate.Plane, isTurned: true);
    }

    /// <summary>Looks at a line that is not sure again: leaning, at other scales, and in the other plane.</summary>
    private void LookCloser(GreyFrame frame, LineHypothesis hypothesis)
    {
        Lean(frame, hypothesis);
        if (Pattern.Kind != PatternKind.Lines && hypothesis.Best is > Nothing and < Sure)
            LookAtScales(frame, hypothesis);
        if (!frame.HasDropout || hypothesis.Line.IsLightInk || hypothesis.Best is <= Nothing or >= Sure)
            return;
        PagePlane other = hypothesis.Plane == PagePlane.Grey ? PagePlane.Dropout : PagePlane.Grey;
        if (_ballot.Has(hypothesis.Candidate, other) || _ballot.IsFull)
            return;
        LineHypothesis second = Look(frame, hypothesis.Line, hypothesis.Candidate, other, hypothesis.IsTurned);
        if (second.Best is > Nothing and < Sure)
            Lean(frame, second);
    }

    /// <summary>Looks at a line again with other heights of its digits; the election takes the mean of what all of them say.</summary>
    private void LookAtScales(GreyFrame frame, LineHypothesis hypothesis)
    {
        LineCandidate line = hypothesis.Line;
        foreach (float scale in Scales)
        {
            if (_ballot.IsFull)
                return;
            LineCandidate scaled = line with { StartHeight = scale * line.StartHeight, EndHeight = scale * line.EndHeight };
            LineHypothesis look = Look(frame, scaled, hypothesis.Candidate, hypothesis.Plane, hypothesis.IsTurned);
            (look.Scale, look.IsPlain) = (scale, false);
        }
    }

    private void Lean(GreyFrame frame, LineHypothesis hypothesis)
    {
        _ballot.Keep();
        _page.Sample(frame, hypothesis.Line, hypothesis.Plane, hypothesis.IsTurned, hypothesis.Strips);
        Infer(hypothesis, isSlanted: true);
        hypothesis.IsPlain = false;
        _ballot.Note(hypothesis);
    }

    /// <summary>Runs the line network on a sampled line, as it is or also leaning to both sides, in the mean.</summary>
    private void Infer(LineHypothesis hypothesis, bool isSlanted)
    {
        _frames.Begin();
        for (int i = 0; i < hypothesis.Strips.Count; i++)
        {
            ReadOnlySpan<float> strip = hypothesis.Strips.Strip(i);
            _network.Infer(strip, _logits);
            _strips++;
            if (isSlanted)
            {
                Add(strip, Slant);
                Add(strip, -Slant);
                foreach (ref float logit in _logits.AsSpan())
                    logit /= 3;
            }

            if (hypothesis.Line.IsWhole)
                LowerPriors();
            _frames.Add(_logits);
        }

        _opinion?.Join(_frames, hypothesis.Strips);
        hypothesis.Decode(_frames);
    }

    /// <summary>The network has learnt pages too: of a line that was cut out, more is written on and less of it are words.</summary>
    private void LowerPriors()
    {
        Span<float> blank = _logits.AsSpan(LineClass.Blank * LineFrames.StripFrames, LineFrames.StripFrames);
        Span<float> other = _logits.AsSpan(LineClass.Other * LineFrames.StripFrames, LineFrames.StripFrames);
        for (int t = 0; t < blank.Length; t++)
        {
            blank[t] -= WholeBlank;
            other[t] -= WholeOther;
        }
    }

    private void Add(ReadOnlySpan<float> strip, float slant)
    {
        StripSlant.Apply(strip, slant, _slanted);
        _network.Infer(_slanted, _slantedLogits);
        _strips++;
        for (int i = 0; i < _logits.Length; i++)
            _logits[i] += _slantedLogits[i];
    }

    private LineHypothesis Look(GreyFrame frame, in LineCandidate candidate, int index, PagePlane plane, bool isTurned)
    {
        LineHypothesis hypothesis = _ballot.Next();
        (hypothesis.Line, hypothesis.Candidate, hypothesis.Plane, hypothesis.IsTurned) = (candidate, index, plane, isTurned);
        (hypothesis.Scale, hypothesis.IsPlain) = (1, true);
        _page.Sample(frame, candidate, plane, isTurned, hypothesis.Strips);
        Infer(hypothesis, isSlanted: false);
        _ballot.Note(hypothesis);
        return hypothesis;
    }
}

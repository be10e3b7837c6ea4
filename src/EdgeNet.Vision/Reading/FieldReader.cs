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
    // From here on a line is not looked at in other ways, and further lines are not either.
    private const float Sure = 0.97f;

    // Lines that score so much less than a sure one, or than one that is rather right, are not looked at.
    private const float Likely = 0.3f;
    private const float SureGap = 0.5f;
    private const float LikelyGap = 2.5f;

    // Upright, turned, and in the other plane.
    private const int MostWays = 3;

    // A candidate that is as good as nothing is not looked at in the other plane.
    private const float Nothing = 0.02f;

    // Columns a row by which an unsure line is leant to both sides.
    private const float Slant = 0.2f;

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
        if (!(_options.AcceptThreshold is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(options), _options.AcceptThreshold, "AcceptThreshold must be 0 to 1.");
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.MaxStrips, 4, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.Top, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(_options.Top, ReadField.MaxAlternatives, nameof(options));
        _network = network;
        _opinion = digits is null ? null : new SecondOpinion(digits);
        Pattern = pattern;
        _logits = new float[Output];
        _slantedLogits = new float[Output];
        _reading = new DigitReading(pattern);
        _frames.Reserve(LineFrames.MostFrames);
        // A line has a strip or more, and the last one may still be looked at in every way.
        int most = Math.Min(MaxCandidates * MostWays, _options.MaxStrips - 1 + MostWays);
        _ballot = new LineBallot(pattern, _options.Top, pattern.Kind == PatternKind.Lines ? most + MostLone : most);
    }

    /// <inheritdoc/>
    public FieldPattern Pattern { get; }

    /// <inheritdoc/>
    public float AcceptThreshold => _options.AcceptThreshold;

    /// <inheritdoc/>
    public DigitReading Read(GreyFrame frame, ReadingTrace? trace = null)
    {
        _reading.Clear();
        _ballot.Clear();
        _strips = 0;
        _page.Trace = trace is null ? null : _page.Trace ?? new PageTrace();
        _page.Analyze(frame);
        ReadOnlySpan<LineCandidate> candidates = _page.Candidates;
        for (int i = 0; i < candidates.Length && _strips < _options.MaxStrips; i++)
        {
            Look(frame, candidates[i], i);
            if (Pattern.Kind != PatternKind.Lines && IsDone(candidates, i + 1))
                break;
        }

        if (Pattern.Kind == PatternKind.Lines)
            ReadLines(frame);
        else
            _election.Fill(_reading, _ballot, frame, _options.AcceptThreshold);
        if (trace is not null)
            FieldTrace.Write(trace, frame, _page, _ballot, _reading);
        return _reading;
    }

    /// <summary>Gathers all runs, and then what stands alone beside them.</summary>
    private void ReadLines(GreyFrame frame)
    {
        if (!_lines.Gather(_ballot, _options.AcceptThreshold))
            return;
        int count = _page.FindLone(_lines.Direction, _lines.Height, _lines.Lines, _lone);
        for (int i = 0; i < count && _strips < 2 * _options.MaxStrips; i++)
            Look(frame, _lone[i], MaxCandidates + i, _lone[i].Plane, _lines.IsTurned);
        if (count > 0)
            _lines.Gather(_ballot, _options.AcceptThreshold);
        _lines.Fill(_reading);
    }

    /// <summary>Whether the candidates from one on can change nothing any more, or little.</summary>
    private bool IsDone(ReadOnlySpan<LineCandidate> candidates, int next)
    {
        if (_ballot.Best is not { } best || next == candidates.Length)
            return false;
        float gap = candidates[best.Candidate].Score - candidates[next].Score;
        return best.Best >= Sure ? gap > SureGap : best.Best >= Likely && gap > LikelyGap;
    }

    /// <summary>Looks at a candidate in one way after the other, until one is sure.</summary>
    private void Look(GreyFrame frame, in LineCandidate candidate, int index)
    {
        bool hasTwo = frame.HasDropout && !candidate.IsLightInk;
        LineHypothesis upright = Look(frame, candidate, index, candidate.Plane, isTurned: false);
        bool isSure = upright.Best >= Sure && _ballot.TellsItsSide(upright);
        if (!isSure)
            _ = Look(frame, candidate, index, candidate.Plane, isTurned: true);
        LineHypothesis? best = _ballot.BestOf(index);
        if (hasTwo && best is not null && best.Best is > Nothing and < Sure)
            Look(frame, candidate, index, candidate.Plane == PagePlane.Grey ? PagePlane.Dropout : PagePlane.Grey, best.IsTurned);
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

            _frames.Add(_logits);
        }

        _opinion?.Join(_frames, hypothesis.Strips);
        hypothesis.Decode(_frames);
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
        _page.Sample(frame, candidate, plane, isTurned, hypothesis.Strips);
        Infer(hypothesis, isSlanted: false);
        if (hypothesis.Best is > Nothing and < Sure)
            Infer(hypothesis, isSlanted: true);
        return hypothesis;
    }
}

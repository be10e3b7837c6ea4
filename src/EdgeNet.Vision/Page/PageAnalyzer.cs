using System.Numerics;
using EdgeNet.Vision.Candidates;
using EdgeNet.Vision.Pictures;
using EdgeNet.Vision.Reading;
using EdgeNet.Vision.Strips;

namespace EdgeNet.Vision.Page;

/// <summary>
/// Finds the lines of a frame that may hold digits, at any angle, and samples them as strips for the line network. It allocates its buffers
/// for the first frame of a size, those for a second plane for the first frame that has one, and nothing afterwards, unless it is
/// traced. Not safe for use by several threads at once.
/// </summary>
public sealed class PageAnalyzer
{
    /// <summary>The most candidates of a frame.</summary>
    public const int MaxCandidates = CandidateList.MaxCandidates;

    // Above the first share of light writing, light ink is looked for where dark ink gave nothing good; above the second always.
    private const float SomeLight = 0.25f;
    private const float MuchLight = 0.7f;
    private const float GoodScore = -0.5f;

    private readonly PlaneSearch _grey = new(PagePlane.Grey, isLightInk: false);
    private readonly PlaneSearch _light;
    private readonly CandidateList _candidates = new();
    private readonly StripSampler _sampler = new();
    private PlaneSearch? _dropout;
    private PlaneSearch _lone;
    private bool _hasDropout;
    private bool _hasLight;
    private int _strong;

    /// <summary>An analyzer.</summary>
    public PageAnalyzer() => (_light, _lone) = (new PlaneSearch(PagePlane.Grey, isLightInk: true, _grey), _grey);

    /// <summary>The candidates of the last frame, the best first. Valid until the next frame.</summary>
    public ReadOnlySpan<LineCandidate> Candidates => _candidates.All;

    /// <summary>Takes what is seen on the way, or null for none; a frame with a trace allocates.</summary>
    public PageTrace? Trace { get; set; }

    /// <summary>
    /// Whether the last frame may have light ink that was not looked for: light writing seems to be there, or the frame is a line that was
    /// cut out, whose ground's dark pieces would look like dark ink.
    /// </summary>
    public bool MayHaveLight
    {
        get
        {
            if (_hasLight)
                return false;
            bool may = _grey.Paper.LightShare > SomeLight;
            foreach (ref readonly LineCandidate candidate in _candidates.All)
                may |= candidate.IsWhole;
            return may;
        }
    }

    /// <summary>Finds the candidates of a frame.</summary>
    /// <param name="frame">Any size.</param>
    /// <param name="ink">
    /// Which ink is looked for; with <see cref="InkChoice.Auto"/>, light ink too where much of the writing is light, or some and the dark is
    /// not good.
    /// </param>
    /// <exception cref="ArgumentException">The frame is empty.</exception>
    public void Analyze(GreyFrame frame, InkChoice ink = InkChoice.Auto)
    {
        if (frame.Width == 0)
            throw new ArgumentException("The frame is empty.", nameof(frame));
        _strong = 1;
        if (ink == InkChoice.Light)
        {
            AnalyzeLight(frame);
            return;
        }

        _candidates.Clear();
        Trace?.Clear();
        _hasLight = false;
        // Which frame of a size is the first with light ink, nobody knows.
        _light.Reserve(frame.Width, frame.Height);
        _grey.Search(Grey(frame), _candidates, Trace, leastStrong: 1);
        _strong = _grey.Marks.StrongDepth();
        _hasDropout = frame.HasDropout;
        if (_hasDropout)
        {
            _dropout ??= new PlaneSearch(PagePlane.Dropout, isLightInk: false, _grey);
            _dropout.Search(frame.DropoutFrame, _candidates, Trace, leastStrong: 1);
        }

        bool isGood = _candidates.Count > 0 && _candidates.All[0].Score > GoodScore;
        _lone = _grey;
        if (ink == InkChoice.Dark || _grey.Paper.LightShare <= (isGood ? MuchLight : SomeLight))
            return;
        _hasLight = true;
        _light.Search(Grey(frame), _candidates, Trace, _strong);
    }

    /// <summary>Finds candidates of light ink in the last frame, in place of those that were found.</summary>
    /// <param name="frame">The frame that was analysed.</param>
    public void AnalyzeLight(GreyFrame frame)
    {
        _candidates.Clear();
        Trace?.Clear();
        _hasLight = true;
        _lone = _light;
        _light.Search(Grey(frame), _candidates, Trace, _strong);
    }

    /// <summary>Finds marks of the last frame that stand alone, now that it is known which way lines run and how tall digits are.</summary>
    /// <param name="direction">Along the lines, of length 1.</param>
    /// <param name="height">The height of digits in frame pixels.</param>
    /// <param name="lines">The lines that were read.</param>
    /// <param name="found">Takes them as candidates of one mark each.</param>
    /// <returns>How many there are, no more than there is room for.</returns>
    public int FindLone(Vector2 direction, float height, ReadOnlySpan<LineCandidate> lines, Span<LineCandidate> found) =>
        LoneMarks.Find(_lone, direction, height, lines, found);

    /// <summary>The marks of a candidate of the last frame.</summary>
    /// <param name="candidate">One of <see cref="Candidates"/>.</param>
    public ReadOnlySpan<LineMark> Marks(in LineCandidate candidate) => _candidates.Marks(candidate);

    /// <summary>Samples a candidate of the last frame.</summary>
    /// <param name="frame">The frame that was analysed.</param>
    /// <param name="candidate">One of <see cref="Candidates"/>.</param>
    /// <param name="plane">The plane to sample; of a frame without a second plane, and of light ink, always the grey.</param>
    /// <param name="isTurned">Whether the line is read from its end to its start, upside down.</param>
    /// <param name="strips">Takes the strips.</param>
    public void Sample(GreyFrame frame, in LineCandidate candidate, PagePlane plane, bool isTurned, LineStrips strips)
    {
        ArgumentNullException.ThrowIfNull(strips);
        bool isDropout = plane == PagePlane.Dropout && _hasDropout && !candidate.IsLightInk;
        PlaneSearch search = candidate.IsLightInk ? _light : isDropout ? _dropout! : _grey;
        GreyFrame source = isDropout ? frame.DropoutFrame : Grey(frame);
        strips.Lay(candidate, _candidates.Marks(candidate), search.Plane, isTurned, frame.Width, frame.Height);
        _sampler.Sample(source, search.Picture, search.Paper, candidate.IsLightInk, strips);
    }

    private static GreyFrame Grey(GreyFrame frame) => new(frame.Pixels, frame.Width, frame.Height, frame.Stride);
}

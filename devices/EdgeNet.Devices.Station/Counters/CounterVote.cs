using EdgeNet.Devices.Station.Readings;
using EdgeNet.Devices.Station.Voting;
using EdgeNet.Vision.Reading;

namespace EdgeNet.Devices.Station.Counters;

/// <summary>
/// A vote on a counter's value. What the counter can do is known, so the filter decides; it remembers from one vote to the next, and a
/// frame that was read wrongly does not count for more than it is worth.
/// </summary>
internal sealed class CounterVote : IFrameVote
{
    private readonly VoteOptions _options;
    private readonly FieldVote _seen;
    private readonly char[] _text = new char[CounterOptions.MostDigits + 1];
    private CounterOutcome _outcome;

    internal CounterVote(CounterOptions counter, VoteOptions options, float threshold, int room)
    {
        Filter = new CounterFilter(counter);
        _options = options;
        _seen = new FieldVote(options, threshold, room);
    }

    /// <summary>What follows the counter.</summary>
    internal CounterFilter Filter { get; }

    /// <summary>Whether a value of this vote contradicts those accepted before.</summary>
    internal bool IsCorrection { get; private set; }

    /// <inheritdoc/>
    public VoteState State
    {
        get
        {
            if (Frames >= _options.Frames && _outcome != CounterOutcome.Held)
                return VoteState.Accepted;
            if (Frames < _options.MostFrames)
                return VoteState.Open;
            return _seen.Confidence >= FieldVote.Presence ? VoteState.Rejected : VoteState.Nothing;
        }
    }

    /// <inheritdoc/>
    public int Frames => _seen.Frames;

    /// <inheritdoc/>
    public float Confidence => (float)Filter.Confidence;

    /// <inheritdoc/>
    public ReadOnlySpan<char> Text =>
        Filter.Confidence > 0 ? _text.AsSpan(0, Filter.Format(Filter.HasValue ? Filter.Value : Filter.Likeliest, _text)) : [];

    /// <inheritdoc/>
    public ReadOnlySpan<ReadSymbol> Symbols => _seen.Symbols;

    /// <inheritdoc/>
    public int OtherCount => 0;

    /// <inheritdoc/>
    public ReadOnlySpan<char> Other(int rank, out float confidence) => throw new ArgumentOutOfRangeException(nameof(rank));

    /// <inheritdoc/>
    public void Clear()
    {
        _seen.Clear();
        (_outcome, IsCorrection) = (CounterOutcome.Held, false);
    }

    /// <inheritdoc/>
    public void Add(FrameReading reading, double captured)
    {
        _seen.Add(reading, captured);
        _outcome = Filter.Add(reading, captured);
        IsCorrection |= _outcome == CounterOutcome.Corrected;
    }
}

using EdgeNet.Devices.Station.Readings;
using EdgeNet.Vision.Reading;

namespace EdgeNet.Devices.Station.Voting;

/// <summary>
/// A text's probability is the mean of what the frames give it, those of late weighing most. Frames of one scene share their faults, so
/// their probabilities are not multiplied: ten frames that are rather sure make nothing surer. One wrong frame among right ones is
/// outvoted, and a blurred beginning is forgotten.
/// </summary>
internal sealed class FieldVote : IFrameVote
{
    /// <summary>Less than this, and what looked like writing was none.</summary>
    internal const float Presence = 0.1f;

    private const int MostTexts = 16;

    // A frame weighs so much of the next one: what was read ten frames ago counts for a twentieth.
    private const float Decay = 0.75f;

    private readonly VoteOptions _options;
    private readonly float _threshold;
    private readonly int _room;
    private readonly char[] _texts;
    private readonly int[] _lengths = new int[MostTexts];
    private readonly float[] _sums = new float[MostTexts];
    private readonly int[] _wins = new int[MostTexts];
    private readonly float[] _sharpest = new float[MostTexts];
    private readonly ReadSymbol[] _symbols;
    private readonly int[] _symbolCounts = new int[MostTexts];
    private int _count;
    private int _best = -1;
    private float _weight;

    /// <param name="options">How many frames decide.</param>
    /// <param name="threshold">The probability from which a text is accepted, 0 to 1.</param>
    /// <param name="room">The most characters of a text.</param>
    internal FieldVote(VoteOptions options, float threshold, int room)
    {
        options.Check();
        _options = options;
        _threshold = threshold;
        _room = room;
        _texts = new char[MostTexts * room];
        _symbols = new ReadSymbol[MostTexts * room];
    }

    /// <inheritdoc/>
    public VoteState State
    {
        get
        {
            if (_best >= 0 && _wins[_best] >= _options.Frames && Confidence >= _threshold)
                return VoteState.Accepted;
            if (Frames < _options.MostFrames)
                return VoteState.Open;
            return Confidence >= Presence ? VoteState.Rejected : VoteState.Nothing;
        }
    }

    /// <inheritdoc/>
    public int Frames { get; private set; }

    /// <inheritdoc/>
    public float Confidence => _best < 0 ? 0 : _sums[_best] / _weight;

    /// <inheritdoc/>
    public ReadOnlySpan<char> Text => _best < 0 ? [] : TextAt(_best);

    /// <inheritdoc/>
    public ReadOnlySpan<ReadSymbol> Symbols => _best < 0 ? [] : _symbols.AsSpan(_best * _room, _symbolCounts[_best]);

    /// <inheritdoc/>
    public int OtherCount => Math.Max(0, _count - 1);

    /// <inheritdoc/>
    public ReadOnlySpan<char> Other(int rank, out float confidence)
    {
        // Few texts, asked for once an event: the next best is searched for each time.
        int found = _best;
        for (int i = 0; i <= rank; i++)
        {
            int next = -1;
            for (int k = 0; k < _count; k++)
            {
                if (IsBefore(found, k) && (next < 0 || IsBefore(k, next)))
                    next = k;
            }

            found = next;
        }

        confidence = _sums[found] / _weight;
        return TextAt(found);
    }

    /// <inheritdoc/>
    public void Clear() => (_count, _best, _weight, Frames) = (0, -1, 0, 0);

    /// <inheritdoc/>
    public void Add(FrameReading reading, double captured)
    {
        Frames++;
        _weight = _weight * Decay + 1;
        for (int i = 0; i < _count; i++)
            _sums[i] *= Decay;
        for (int i = 0; i < reading.AlternativeCount; i++)
        {
            if (Slot(reading.AlternativeText(i), reading.AlternativeConfidence(i)) is not (>= 0 and var slot))
                continue;
            _sums[slot] += reading.AlternativeConfidence(i);
            if (i == 0)
                Win(slot, reading);
        }

        _best = -1;
        for (int i = 0; i < _count; i++)
        {
            if (_best < 0 || IsBefore(i, _best))
                _best = i;
        }
    }

    private void Win(int slot, FrameReading reading)
    {
        _wins[slot]++;
        if (reading.Confidence < _sharpest[slot])
            return;
        _sharpest[slot] = reading.Confidence;
        reading.Symbols.CopyTo(_symbols.AsSpan(slot * _room, _room));
        _symbolCounts[slot] = reading.Symbols.Length;
    }

    private bool IsBefore(int one, int other) => _sums[one] > _sums[other] || (_sums[one] == _sums[other] && one < other);

    private ReadOnlySpan<char> TextAt(int slot) => _texts.AsSpan(slot * _room, _lengths[slot]);

    /// <summary>The place of a text; where all are taken, that of the least likely one, if this is likelier.</summary>
    private int Slot(ReadOnlySpan<char> text, float confidence)
    {
        int least = 0;
        for (int i = 0; i < _count; i++)
        {
            if (TextAt(i).SequenceEqual(text))
                return i;
            least = _sums[i] < _sums[least] ? i : least;
        }

        if (_count == MostTexts && _sums[least] >= confidence)
            return -1;
        int slot = _count < MostTexts ? _count++ : least;
        text.CopyTo(_texts.AsSpan(slot * _room, _room));
        (_lengths[slot], _sums[slot], _wins[slot], _sharpest[slot], _symbolCounts[slot]) = (text.Length, 0, 0, 0, 0);
        return slot;
    }
}

using EdgeNet.Devices.Station.Readings;

namespace EdgeNet.Devices.Station.Counters;

/// <summary>
/// Follows a counter through frames that are now and then read wrongly. It keeps the values that the counter may have, each with its
/// probability given all frames so far: the likeliest sequence of values that only grow, at the largest rate, and fit what was read
/// (a hidden Markov model's forward pass: L. R. Rabiner, "A tutorial on hidden Markov models", Proc. IEEE 77, 1989). A wrong frame is
/// outweighed by the ones before and after; a wrong value that was accepted all the same gives way to frames that agree on another one.
/// What is accepted is what the counter has reached for sure: that it stepped on just now can never be excluded. It allocates nothing a
/// frame. Not safe for use by several threads at once.
/// </summary>
public sealed class CounterFilter
{
    private const int MostKept = 64;
    private const int MostCandidates = 4096;

    // Up to so many values that can follow are looked at one by one; of more, those that look like what was read.
    private const long MostListed = 256;

    // The probability that the counter is at some other value: set, exchanged, or followed wrongly. Several frames must agree on it.
    private const double Elsewhere = 1e-4;

    // A value that follows from none, as the first one, is asked to be so many times surer.
    private const double Caution = 10;

    private const double Negligible = 1e-15;

    // The probability that it stepped on since the frame before, whatever the rate says, and that it did so to one value among few.
    private const double LeastStep = 1e-3;
    private const double MostStep = 0.5;
    private const double MostShare = 0.05;

    private readonly CounterOptions _options;
    private readonly CounterRate _rate;
    private readonly CounterEvidence _evidence;
    private readonly CounterErrors _errors = new();
    private readonly CounterHypothesis[] _candidates = new CounterHypothesis[MostCandidates];
    private readonly HashSet<long> _seen = new(MostCandidates);
    private readonly byte[] _digits;
    private CounterHypothesis[] _kept = new CounterHypothesis[MostKept];
    private int _keptCount;
    private int _candidateCount;
    private double _seconds;
    private bool _hasTime;
    private double _age;
    private double _credit;
    private double _observations;
    private double _step;
    private long _near;

    /// <summary>A counter of which nothing is known yet.</summary>
    /// <param name="options">What it can do.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public CounterFilter(CounterOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        _options = options;
        _rate = new CounterRate(options);
        _evidence = new CounterEvidence(options.Digits);
        _digits = new byte[options.Digits];
    }

    /// <summary>Whether a value has been accepted.</summary>
    public bool HasValue { get; private set; }

    /// <summary>The accepted value, in steps of the last digit; 0 before there is one.</summary>
    public long Value { get; private set; }

    /// <summary>
    /// The probability that the counter has reached the accepted value and that this is no other's; before one is accepted, of the
    /// likeliest value.
    /// </summary>
    public double Confidence { get; private set; }

    /// <summary>The likeliest value, accepted or not; 0 before there is one.</summary>
    public long Likeliest => _keptCount == 0 ? 0 : _kept[0].Value;

    /// <summary>Whether the counter can show a value.</summary>
    internal bool IsValue(long value) => value >= 0 && value < _rate.Modulus;

    /// <summary>Goes on from a value that was accepted before, as by the program that ran before this one.</summary>
    /// <param name="value">The value, in steps of the last digit: 0 or more.</param>
    /// <param name="age">How long ago it was.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value has more digits than the counter, or is negative.</exception>
    public void Resume(long value, TimeSpan age)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(value, _rate.Modulus);
        (HasValue, Value, _credit) = (true, value, CounterRate.MostCredit);
        (_hasTime, _age) = (false, age.TotalSeconds);
        _kept[0] = new CounterHypothesis(value, _credit, 1);
        (_keptCount, Confidence) = (1, 1);
    }

    /// <summary>Takes a frame.</summary>
    /// <param name="reading">What was read in it.</param>
    /// <param name="seconds">When it was taken, in seconds of a clock that is never set; no earlier than the frame before.</param>
    public CounterOutcome Add(FrameReading reading, double seconds)
    {
        ArgumentNullException.ThrowIfNull(reading);
        double passed = _hasTime ? seconds - _seconds : _age;
        (_seconds, _hasTime) = (seconds, true);
        _credit = _rate.Later(_credit, passed);
        double steps = _rate.Later(0, passed);
        _step = Math.Clamp(steps, LeastStep, MostStep);
        _near = CounterRate.Whole(CounterRate.MostCredit + Math.Min(steps, CounterRate.MostCredit));
        for (int i = 0; i < _keptCount; i++)
            _kept[i] = _kept[i] with { Credit = _rate.Later(_kept[i].Credit, passed) };
        _evidence.Take(reading, _errors.Rate);
        if (_evidence.Count == 0)
            return CounterOutcome.Held;
        _observations++;
        Propose();
        Weigh();
        CounterOutcome outcome = Accept();
        if (outcome == CounterOutcome.Held)
            return outcome;
        CounterEvidence.Split(Likeliest, _digits);
        _errors.Learn(_evidence.Best, _digits);
        return outcome;
    }

    /// <summary>A value as people write it: without zeros in front, with its decimals.</summary>
    /// <param name="value">The value, in steps of the last digit.</param>
    /// <param name="destination">Takes the text: room for <see cref="CounterOptions.MostDigits"/> + 1 characters.</param>
    /// <returns>The characters.</returns>
    internal int Format(long value, Span<char> destination)
    {
        CounterEvidence.Split(value, _digits);
        int whole = _options.Digits - _options.Decimals;
        int length = 0;
        for (int i = 0; i < _digits.Length; i++)
        {
            if (i == whole)
                destination[length++] = '.';
            if (length > 0 || _digits[i] != 0 || i == whole - 1)
                destination[length++] = (char)('0' + _digits[i]);
        }

        return length;
    }

    private CounterOutcome Accept()
    {
        if (HasValue)
        {
            double following = Reach(Value, CounterRate.Whole(_credit), out long next, out double certainty);
            Confidence = certainty;
            if (certainty >= _options.Certainty)
            {
                _credit = CounterRate.Left(_credit, _rate.Steps(Value, next));
                Value = next;
                return CounterOutcome.Accepted;
            }

            // It may still be what was accepted, or follow from it.
            if (following > 1 - _options.Certainty)
                return CounterOutcome.Held;
        }

        // The likeliest value, and what it may have been just before.
        const long Around = (long)CounterRate.MostCredit;
        long from = _rate.Before(Likeliest, Around);
        Reach(from, _rate.Steps(from, Likeliest), out long found, out double probability);
        Confidence = HasValue ? Confidence : probability;
        if (probability < 1 - (1 - _options.Certainty) / Caution)
            return CounterOutcome.Held;
        CounterOutcome outcome = HasValue ? CounterOutcome.Corrected : CounterOutcome.Accepted;
        (HasValue, Value, Confidence, _credit) = (true, found, probability, CounterRate.MostCredit);
        return outcome;
    }

    /// <summary>
    /// How far the counter has come for sure, among the values that some steps lead to: it is at the value found, or has stepped on from it
    /// just now.
    /// </summary>
    /// <param name="from">The first value.</param>
    /// <param name="most">The most steps.</param>
    /// <param name="value">The value.</param>
    /// <param name="probability">The probability of it; of the likeliest one where none is certain enough.</param>
    /// <returns>The probability that the counter is at any of the values.</returns>
    private double Reach(long from, long most, out long value, out double probability)
    {
        (value, probability) = (from, 0);
        double all = 0;
        long reached = -1;
        for (int i = 0; i < _keptCount; i++)
        {
            long steps = _rate.Steps(from, _kept[i].Value);
            if (steps < 0 || steps > most)
                continue;
            all += _kept[i].Weight;
            double near = Near(_kept[i].Value);
            bool isCertain = near >= _options.Certainty;
            if (isCertain ? steps <= reached : reached >= 0 || near <= probability)
                continue;
            (value, probability) = (_kept[i].Value, near);
            if (isCertain)
                reached = steps;
        }

        return all;
    }

    /// <summary>The probability of a value and of the few that follow it.</summary>
    private double Near(long value)
    {
        double near = 0;
        for (int i = 0; i < _keptCount; i++)
        {
            if (_rate.Steps(value, _kept[i].Value) is >= 0 and var steps && steps <= _near)
                near += _kept[i].Weight;
        }

        return near;
    }

    /// <summary>Lists the values that the counter may have now: those that can follow, and what was read.</summary>
    private void Propose()
    {
        _candidateCount = 0;
        _seen.Clear();
        bool isListed = _keptCount > 0;
        for (int i = 0; i < _keptCount; i++)
            isListed &= CounterRate.Whole(_kept[i].Credit) <= MostListed;
        // What was read first: of what can follow there may be more than there is room for.
        for (int i = 0; i < _evidence.Count; i++)
        {
            Propose(_evidence.Value(i));
            if (!isListed)
                ProposeMisread(_evidence.Value(i), depth: _keptCount > 0 && i == 0 ? 2 : 1, lowest: 1);
        }

        for (int i = 0; i < _keptCount; i++)
        {
            long most = Math.Min(MostListed, CounterRate.Whole(_kept[i].Credit));
            for (long steps = 0; steps <= most; steps++)
                Propose(_rate.After(_kept[i].Value, steps));
        }
    }

    /// <summary>Values that would have been read so with one digit wrong, or two.</summary>
    private void ProposeMisread(long value, int depth, long lowest)
    {
        for (long place = lowest; place < _rate.Modulus; place *= 10)
        {
            long digit = value / place % 10;
            for (long other = 0; other < 10; other++)
            {
                if (other == digit)
                    continue;
                long changed = value + (other - digit) * place;
                // Before anything is known, any value may be; afterwards only those that can follow are worth a place.
                if (_keptCount == 0 || CanFollow(changed))
                    Propose(changed);
                if (depth > 1)
                    ProposeMisread(changed, depth - 1, place * 10);
            }
        }
    }

    private void Propose(long value)
    {
        if (value >= 0 && _candidateCount < MostCandidates && _seen.Add(value))
            _candidates[_candidateCount++] = new CounterHypothesis(value, CounterRate.MostCredit, 0);
    }

    private bool CanFollow(long value)
    {
        for (int i = 0; i < _keptCount; i++)
        {
            if (_rate.Allows(_kept[i].Value, value, _kept[i].Credit))
                return true;
        }

        return false;
    }

    /// <summary>Gives each value its probability, and keeps the likeliest.</summary>
    private void Weigh()
    {
        double sum = 0;
        for (int i = 0; i < _candidateCount; i++)
        {
            (double prior, double credit) = Prior(_candidates[i].Value);
            double weight = prior * _evidence.Fit(_candidates[i].Value);
            _candidates[i] = new CounterHypothesis(_candidates[i].Value, credit, weight);
            sum += weight;
        }

        Span<CounterHypothesis> candidates = _candidates.AsSpan(0, _candidateCount);
        candidates.Sort(static (a, b) => b.Weight.CompareTo(a.Weight));
        _keptCount = 0;
        foreach (CounterHypothesis candidate in candidates)
        {
            double weight = candidate.Weight / sum;
            if (_keptCount == MostKept || !(weight > Negligible))
                break;
            _kept[_keptCount++] = candidate with { Weight = weight };
        }
    }

    /// <summary>How probable a value is before the frame, and the credit it has if it is right.</summary>
    private (double Prior, double Credit) Prior(long value)
    {
        if (_keptCount == 0)
            return (1, CounterRate.MostCredit);
        // Before a value is accepted, it may be one that has not been thought of yet; the longer it goes on, the less.
        double prior = (HasValue ? Elsewhere : 1.0 / (_observations * _observations)) / _rate.Modulus;
        double most = prior;
        double credit = CounterRate.MostCredit;
        for (int i = 0; i < _keptCount; i++)
        {
            CounterHypothesis from = _kept[i];
            long steps = _rate.Steps(from.Value, value);
            long allowed = CounterRate.Whole(from.Credit);
            if (steps < 0 || steps > allowed)
                continue;
            double step = allowed == 0 ? 0 : Math.Min(MostShare, _step / allowed);
            double share = from.Weight * (steps == 0 ? 1 - step * allowed : step);
            prior += share;
            if (share <= most)
                continue;
            (most, credit) = (share, CounterRate.Left(from.Credit, steps));
        }

        return (prior, credit);
    }
}

namespace EdgeNet.Devices.Station.Counters;

/// <summary>
/// What may follow what. Steps that a counter may make are credit, which grows with time at the largest rate, and of which no more than
/// <see cref="MostCredit"/> stays where the value was seen to stand: a counter that stood for a day may not jump by a day's growth.
/// </summary>
internal sealed class CounterRate
{
    /// <summary>One step that began before the value was seen, and one for the frames that it takes to be sure.</summary>
    internal const double MostCredit = 2;

    private readonly long _modulus;
    private readonly bool _rollsOver;
    private readonly double _stepsASecond;

    internal CounterRate(CounterOptions options)
    {
        _modulus = 1;
        for (int i = 0; i < options.Digits; i++)
            _modulus *= 10;
        double steps = options.MostAnHour / 3600;
        for (int i = 0; i < options.Decimals; i++)
            steps *= 10;
        (_rollsOver, _stepsASecond) = (options.RollsOver, steps);
    }

    /// <summary>How many values there are.</summary>
    internal long Modulus => _modulus;

    /// <summary>The credit some time later, bounded to where every value can follow.</summary>
    internal double Later(double credit, double seconds) => Math.Min(_modulus, credit + _stepsASecond * Math.Max(0, seconds));

    /// <summary>The credit that is left after steps, now that the value is seen.</summary>
    internal static double Left(double credit, long steps) => Math.Clamp(credit - steps, 0, MostCredit);

    /// <summary>The steps from one value to another, or -1 where it cannot follow.</summary>
    internal long Steps(long from, long to)
    {
        long steps = to - from;
        return steps < 0 && _rollsOver ? steps + _modulus : steps;
    }

    /// <summary>Whether a value can follow another with this credit.</summary>
    internal bool Allows(long from, long to, double credit) => Steps(from, to) is >= 0 and var steps && steps <= Whole(credit);

    /// <summary>The value some steps later, or -1 beyond the last.</summary>
    internal long After(long value, long steps)
    {
        long after = value + steps;
        return after < _modulus ? after
            : _rollsOver ? after - _modulus
            : -1;
    }

    /// <summary>The value some steps earlier, or the first one.</summary>
    internal long Before(long value, long steps) =>
        value >= steps ? value - steps
        : _rollsOver ? value - steps + _modulus
        : 0;

    /// <summary>The whole steps of a credit; sums of fractions may miss one by a rounding.</summary>
    internal static long Whole(double credit) => (long)(credit + 1e-6);
}

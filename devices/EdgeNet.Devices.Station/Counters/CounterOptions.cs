namespace EdgeNet.Devices.Station.Counters;

/// <summary>What a counter, as of water, gas or electricity, can do.</summary>
public sealed record CounterOptions
{
    /// <summary>The most digits.</summary>
    public const int MostDigits = 15;

    /// <summary>Its digits, decimals included: 1 to <see cref="MostDigits"/>.</summary>
    public required int Digits { get; init; }

    /// <summary>How many of the digits are decimals, 0 to <see cref="Digits"/> - 1.</summary>
    public int Decimals { get; init; }

    /// <summary>
    /// The most that it grows in an hour, in its own unit (decimals are parts of it): above 0. Two of its last digit's steps may come
    /// beside, one that began before and one for the time that it takes to be sure.
    /// </summary>
    public required double MostAnHour { get; init; }

    /// <summary>Whether it begins again with zeros after all nines: the one way for it to fall.</summary>
    public bool RollsOver { get; init; } = true;

    /// <summary>The probability from which a value is accepted, 0.5 to 1.</summary>
    public double Certainty { get; init; } = 0.9995;

    /// <summary>Throws where a figure is out of its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A figure is out of its range.</exception>
    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Digits, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Digits, MostDigits);
        ArgumentOutOfRangeException.ThrowIfNegative(Decimals);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(Decimals, Digits);
        if (!(MostAnHour > 0 && double.IsFinite(MostAnHour)))
            throw new ArgumentOutOfRangeException(nameof(MostAnHour), MostAnHour, "Expected more than 0.");
        if (!(Certainty is >= 0.5 and < 1))
            throw new ArgumentOutOfRangeException(nameof(Certainty), Certainty, "Expected 0.5 to less than 1.");
    }
}

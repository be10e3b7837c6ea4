namespace EdgeNet.Measuring;

/// <summary>How long to measure.</summary>
public sealed record MeasuringOptions
{
    /// <summary>What is good enough on a machine shared with others: half a second of warming up an action, then 400 rounds of 2 ms each.</summary>
    public static MeasuringOptions Default { get; } = new();

    /// <summary>
    /// How long each action runs before anything counts: the JIT needs about this to compile what is called often for the last time.
    /// </summary>
    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>Rounds at most, 1 or more. Each runs every action once for <see cref="RoundTime"/>.</summary>
    public int Rounds { get; init; } = 400;

    /// <summary>About how long an action runs in one round; always one call at least.</summary>
    public TimeSpan RoundTime { get; init; } = TimeSpan.FromMilliseconds(2);

    /// <summary>After this time no further round begins: it is for networks of which one call takes many times <see cref="RoundTime"/>.</summary>
    public TimeSpan MaxTime { get; init; } = TimeSpan.FromSeconds(20);
}

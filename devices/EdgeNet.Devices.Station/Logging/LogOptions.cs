namespace EdgeNet.Devices.Station.Logging;

/// <summary>What a log takes, and how much of it is kept.</summary>
public sealed record LogOptions
{
    /// <summary>Less than this is not logged.</summary>
    public LogLevel Level { get; init; } = LogLevel.Info;

    /// <summary>How lines are written.</summary>
    public LogFormat Format { get; init; }

    /// <summary>Lines that are kept in memory, 0 or more.</summary>
    public int Tail { get; init; } = 500;

    /// <summary>Lines that wait to be written, 1 or more; what comes besides is counted, not written.</summary>
    public int Queue { get; init; } = 1000;

    /// <summary>The same line again within this time is counted, not written.</summary>
    public TimeSpan Quiet { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The format for a program whose error stream leads to the journal, and else text.</summary>
    public static LogFormat UsualFormat =>
        Environment.GetEnvironmentVariable("JOURNAL_STREAM") is { Length: > 0 } ? LogFormat.Journal : LogFormat.Text;
}

using EdgeNet.Devices.Station.Logging;

namespace EdgeNet.Devices.Station.Configuration.Sections;

/// <summary>[log]: what is logged, and how.</summary>
public sealed record LogConfig
{
    /// <summary>Less than this is not logged.</summary>
    public LogLevel Level { get; init; } = LogLevel.Info;

    /// <summary>Whether lines are JSON objects.</summary>
    public bool IsJson { get; init; }

    /// <summary>The lines that the page shows.</summary>
    public int Tail { get; init; } = 500;
}

namespace EdgeNet.Devices.Status;

/// <summary>What the station is doing.</summary>
public sealed record StationStatus
{
    /// <summary>When the program was started.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>What is wrong at the moment, a sentence each; none where all is well. The page escapes them.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>How long each stage takes, in the order in which a frame passes them.</summary>
    public IReadOnlyList<StationStage> Stages { get; init; } = [];

    /// <summary>What is counted.</summary>
    public IReadOnlyList<StationCounter> Counters { get; init; } = [];
}

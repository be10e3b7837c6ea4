namespace EdgeNet.Devices.Status;

/// <summary>How long a stage took since the start.</summary>
/// <param name="Name">The stage, for people and as a label's value: one word.</param>
/// <param name="Count">Passes.</param>
/// <param name="Total">The time of all.</param>
public sealed record StationStage(string Name, long Count, TimeSpan Total)
{
    /// <summary>The time of the last pass.</summary>
    public required TimeSpan Last { get; init; }

    /// <summary>The time that half of all passes took at most.</summary>
    public required TimeSpan Median { get; init; }

    /// <summary>The time that all but one of a hundred took at most.</summary>
    public required TimeSpan Percentile99 { get; init; }

    /// <summary>The time of the longest.</summary>
    public required TimeSpan Longest { get; init; }
}

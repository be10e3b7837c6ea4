namespace EdgeNet.Devices.Station.Configuration.Sections;

/// <summary>[store]: where events are kept.</summary>
public sealed record StoreConfig
{
    /// <summary>The database; null for none.</summary>
    public string? Path { get; init; }

    /// <summary>Events older than this are deleted.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromDays(365);

    /// <summary>The most bytes of the database.</summary>
    public long MaxBytes { get; init; } = 256 << 20;

    /// <summary>The least time from one write to the next.</summary>
    public TimeSpan CommitWindow { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Whether the crop that was read is kept with its event.</summary>
    public bool KeepsEvidence { get; init; } = true;
}

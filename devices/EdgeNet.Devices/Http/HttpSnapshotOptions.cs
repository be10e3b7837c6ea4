namespace EdgeNet.Devices.Http;

/// <summary>How snapshots are fetched.</summary>
public sealed record HttpSnapshotOptions
{
    /// <summary>From one request to the next.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The most that one picture may take, from the request to its last byte.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The most bytes of a picture.</summary>
    public int MaxBytes { get; init; } = 16 << 20;

    /// <summary>The user, for digest or basic authentication; null for the one in the address, or none.</summary>
    public string? User { get; init; }

    /// <summary>The password; null for the one in the address.</summary>
    public string? Password { get; init; }
}

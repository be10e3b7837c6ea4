namespace EdgeNet.Devices.Outputs.Forwarding;

/// <summary>How stored events are forwarded.</summary>
public sealed record ForwardOptions
{
    /// <summary>The most events in memory at once, 1 to 1,000.</summary>
    public int MaxBatch { get; init; } = 64;

    /// <summary>
    /// The wait before the first attempt after a failure. It doubles with each, and a random part of up to a half is taken off.
    /// </summary>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait between two attempts.</summary>
    public TimeSpan LongestRetry { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How often it is looked after the receiver and the store where nothing happens.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long closing waits for a delivery under way.</summary>
    public TimeSpan CloseTime { get; init; } = TimeSpan.FromSeconds(5);
}

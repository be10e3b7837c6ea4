namespace EdgeNet.Devices.Outputs.Queues;

/// <summary>How an output's queue waits, and what it holds at most.</summary>
public sealed record OutputQueueOptions
{
    /// <summary>The most events that wait, 1 or more.</summary>
    public int Capacity { get; init; } = 1000;

    /// <summary>The most bytes of evidence that wait. A single event may have more.</summary>
    public long MaxBytes { get; init; } = 16 << 20;

    /// <summary>What happens to one event more.</summary>
    public FullPolicy WhenFull { get; init; } = FullPolicy.DropOldest;

    /// <summary>
    /// The least time from one write to the next. The first event after a pause is written at once; those that come within this time
    /// after it are written together.
    /// </summary>
    public TimeSpan Window { get; init; } = TimeSpan.Zero;

    /// <summary>The most events of one write, 1 or more.</summary>
    public int MaxBatch { get; init; } = 256;

    /// <summary>The wait before a write that failed is tried again. It doubles with each failure.</summary>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait between two tries.</summary>
    public TimeSpan LongestRetry { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long closing waits for what is still queued.</summary>
    public TimeSpan DrainTime { get; init; } = TimeSpan.FromSeconds(5);
}

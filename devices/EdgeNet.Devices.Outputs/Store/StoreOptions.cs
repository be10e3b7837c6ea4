namespace EdgeNet.Devices.Outputs.Store;

/// <summary>Where events are stored, how many, and how often the card is written to.</summary>
public sealed record StoreOptions
{
    /// <summary>
    /// The database's path. Its folder is made if there is none. On a card that may not be written to, a path below /run keeps events
    /// until the power goes.
    /// </summary>
    public required string Path { get; init; }

    /// <summary>
    /// The least time from one commit to the next. An event after a pause is durable at once; of a stream of events the last ones, not
    /// older than this, are lost with the power.
    /// </summary>
    public TimeSpan CommitWindow { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long the mark of a delivered event may wait for a commit; it goes with the next event's if there is one. What was delivered
    /// within this time before a crash is delivered again, with the same identifier.
    /// </summary>
    public TimeSpan MarkWindow { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Events older than this are deleted, some at each commit; 100 years at most.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromDays(365);

    /// <summary>
    /// The most bytes of the database file, 1 MiB or more; beside it there are up to some 4 MiB of log. Of too much, the oldest evidence
    /// goes first, then the oldest events.
    /// </summary>
    public long MaxBytes { get; init; } = 256 << 20;

    /// <summary>The most bytes of an event's evidence; of one with more, the event is stored without it.</summary>
    public int MaxEvidenceBytes { get; init; } = 1 << 20;

    /// <summary>The most events that wait to be stored.</summary>
    public int QueueCapacity { get; init; } = 10_000;

    /// <summary>The most bytes of evidence that wait to be stored.</summary>
    public long QueueBytes { get; init; } = 8 << 20;

    /// <summary>How long a check after a crash may take; what is longer is cut short, and said so.</summary>
    public TimeSpan CheckTime { get; init; } = TimeSpan.FromSeconds(10);
}

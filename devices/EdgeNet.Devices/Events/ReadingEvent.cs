namespace EdgeNet.Devices.Events;

/// <summary>
/// What was read of one letter or one value: what outputs, store and page receive. It never changes, so any thread may hold it.
/// </summary>
public sealed record ReadingEvent
{
    /// <summary>Unique on all devices, and sorted by time: see <see cref="EventId"/>. Consumers drop doubles by it.</summary>
    public required string Id { get; init; }

    /// <summary>When the first frame of it was captured.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The camera's name.</summary>
    public required string Source { get; init; }

    /// <summary>The region of the picture that it was read in, as the configuration names it; null for the whole picture.</summary>
    public string? Region { get; init; }

    /// <summary>The pattern that was looked for, as <see cref="Vision.Patterns.FieldPattern"/> writes it.</summary>
    public required string Pattern { get; init; }

    /// <summary>What was read; null where nothing was accepted.</summary>
    public string? Text { get; init; }

    /// <summary>The probability that <see cref="Text"/>, or the rejected best, is right, 0 to 1.</summary>
    public required float Confidence { get; init; }

    /// <summary>Further answers, the best first.</summary>
    public IReadOnlyList<EventAlternative> Alternatives { get; init; } = [];

    /// <summary>The digits and where they stand in the frame.</summary>
    public IReadOnlyList<EventDigit> Digits { get; init; } = [];

    /// <summary>Frames that were read for it, 1 or more.</summary>
    public int Frames { get; init; } = 1;

    /// <summary>The mean time of reading a frame.</summary>
    public TimeSpan ReadTime { get; init; }

    /// <summary>The crop that was read, a grey PNG; empty if none is kept.</summary>
    public ReadOnlyMemory<byte> Evidence { get; init; }
}

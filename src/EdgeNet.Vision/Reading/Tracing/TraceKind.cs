namespace EdgeNet.Vision.Reading.Tracing;

/// <summary>What a mark of a <see cref="ReadingTrace"/> shows.</summary>
public enum TraceKind
{
    /// <summary>The page: the envelope, card or sheet within the picture.</summary>
    Page,

    /// <summary>A candidate line that was read.</summary>
    Line,

    /// <summary>A candidate that was dropped before it was read.</summary>
    Dropped,

    /// <summary>The field that was read.</summary>
    Field,

    /// <summary>A field that was read and is not the answer.</summary>
    Rejected,

    /// <summary>A character.</summary>
    Digit,
}

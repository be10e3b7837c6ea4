namespace EdgeNet.Vision.Reading;

/// <summary>How a <see cref="FieldReader"/> decides.</summary>
public sealed record FieldReaderOptions
{
    /// <summary>
    /// A reading with at least this confidence is accepted, 0 to 1; null for <see cref="Patterns.FieldPattern.DefaultThreshold"/>.
    /// </summary>
    public float? AcceptThreshold { get; init; }

    /// <summary>
    /// From so many runs of the line network on no further line is looked at, 4 or more: what bounds the time on a crowded frame. As many
    /// again may go to a closer look at the likeliest lines, and where all lines are read to lone digits. Light ink that is looked for
    /// after dark ink has as many of its own.
    /// </summary>
    public int MaxStrips { get; init; } = 24;

    /// <summary>Which writing is looked for.</summary>
    public InkChoice Ink { get; init; } = InkChoice.Auto;

    /// <summary>How many answers of a field are kept, 1 to <see cref="ReadField.MaxAlternatives"/>.</summary>
    public int Top { get; init; } = ReadField.MaxAlternatives;
}

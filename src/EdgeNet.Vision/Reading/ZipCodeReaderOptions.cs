namespace EdgeNet.Vision.Reading;

/// <summary>How a <see cref="ZipCodeReader"/> decides.</summary>
public sealed record ZipCodeReaderOptions
{
    /// <summary>A reading with at least this confidence counts as found, 0 to 1.</summary>
    public float AcceptThreshold { get; init; } = 0.5f;

    /// <summary>Whether light writing on a dark ground is looked for where no dark ZIP code is found and the picture's strokes are rather light.</summary>
    public bool ReadLightInk { get; init; } = true;

    /// <summary>The most times the network runs a frame, 50 or more: what bounds the time on a crowded frame.</summary>
    public int MaxInferences { get; init; } = 400;
}

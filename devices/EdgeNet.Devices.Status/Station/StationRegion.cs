namespace EdgeNet.Devices.Status;

/// <summary>A box of the picture in which one field is read.</summary>
/// <param name="Name">Its name: 1 to 32 of letters, digits, '-' and '_'; unique.</param>
/// <param name="X">The left edge, in pixels of the frame.</param>
/// <param name="Y">The upper edge.</param>
/// <param name="Width">Columns, <see cref="SmallestSide"/> or more.</param>
/// <param name="Height">Rows, <see cref="SmallestSide"/> or more.</param>
/// <param name="Pattern">What is read there, as <see cref="Vision.Patterns.FieldPattern"/> writes it.</param>
public sealed record StationRegion(string Name, int X, int Y, int Width, int Height, string Pattern)
{
    /// <summary>Whether the pattern stands in the configuration, and is not to be changed on the page.</summary>
    public bool HasFixedPattern { get; init; }

    /// <summary>The shortest side of a region, in pixels: below it no digit has enough of them.</summary>
    public const int SmallestSide = 8;

    /// <summary>The most regions of a picture.</summary>
    public const int Most = 32;
}

namespace EdgeNet.Devices.Status.Pictures;

/// <summary>A frame as the page shows it.</summary>
/// <param name="Number">1 for the first picture that was shown, and one more for each.</param>
/// <param name="Time">When it was captured.</param>
/// <param name="Width">Columns of the frame.</param>
/// <param name="Height">Rows of the frame.</param>
/// <param name="Digits">What was read in it, in pixels of the frame.</param>
/// <param name="Jpeg">The picture, perhaps smaller than the frame.</param>
internal sealed record RenderedPicture(
    long Number, DateTimeOffset Time, int Width, int Height, IReadOnlyList<StationDigit> Digits, ReadOnlyMemory<byte> Jpeg);

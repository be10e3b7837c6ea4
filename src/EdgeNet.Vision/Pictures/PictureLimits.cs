namespace EdgeNet.Vision.Pictures;

/// <summary>
/// What a picture may be at most. A file that claims more is refused before anything is allocated for it; within the limits, memory is
/// taken only as far as the bytes at hand can fill it (a PNG's compressed data cannot grow by more than 1,032 times).
/// </summary>
public static class PictureLimits
{
    /// <summary>The longest side, in pixels.</summary>
    public const int MaxSide = 65_535;

    /// <summary>The most pixels: 64 megapixels.</summary>
    public const long MaxPixels = 64L << 20;

    /// <summary>The longest file, in bytes: 512 MiB, room for 64 megapixels of 16-bit numbers in decimal.</summary>
    public const int MaxFileLength = 512 << 20;
}

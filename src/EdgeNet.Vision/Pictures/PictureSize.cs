namespace EdgeNet.Vision.Pictures;

/// <summary>The check that every decoder makes on the size in a header before it allocates.</summary>
internal static class PictureSize
{
    internal static void ThrowIfBeyondLimits(string name, string where, long width, long height)
    {
        if (width < 1 || height < 1)
            throw PictureException.In(name, $"{where}: expected a width and a height of at least 1, found {width}x{height}");
        if (width > PictureLimits.MaxSide || height > PictureLimits.MaxSide)
            throw PictureException.In(name, $"{where}: expected sides of at most {PictureLimits.MaxSide} pixels, found {width}x{height}");
        if (width * height > PictureLimits.MaxPixels)
            throw PictureException.In(name, $"{where}: expected at most {PictureLimits.MaxPixels} pixels, found {width}x{height} = {width * height}");
    }
}

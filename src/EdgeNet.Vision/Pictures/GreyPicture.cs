namespace EdgeNet.Vision.Pictures;

/// <summary>An 8-bit grey picture that owns its pixels, tightly packed. 0 is black, 255 is white.</summary>
public sealed class GreyPicture
{
    private readonly byte[] _pixels;

    /// <summary>A black picture.</summary>
    /// <param name="width">Pixels a row, 1 to <see cref="PictureLimits.MaxSide"/>.</param>
    /// <param name="height">Rows, 1 to <see cref="PictureLimits.MaxSide"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side, or the number of pixels, is beyond <see cref="PictureLimits"/>.</exception>
    public GreyPicture(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, PictureLimits.MaxSide);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(height, PictureLimits.MaxSide);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)width * height, PictureLimits.MaxPixels, nameof(height));
        Width = width;
        Height = height;
        _pixels = new byte[width * height];
    }

    /// <summary>Pixels a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>
    /// What is wrong with the file that the picture was read from, in one line that names the file; null for a sound one.
    /// The pixels are whole all the same: damage to them is a <see cref="PictureException"/>.
    /// </summary>
    public string? Warning { get; set; }

    /// <summary><see cref="Width"/> x <see cref="Height"/> bytes, row by row from the top.</summary>
    public Span<byte> Pixels => _pixels;

    /// <summary>The picture as a frame.</summary>
    public GreyFrame Frame => new(_pixels, Width, Height);

    /// <summary>The pixels of one row.</summary>
    /// <param name="y">0 to <see cref="Height"/> - 1.</param>
    public Span<byte> Row(int y) => _pixels.AsSpan(y * Width, Width);
}

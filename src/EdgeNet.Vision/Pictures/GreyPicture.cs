namespace EdgeNet.Vision.Pictures;

/// <summary>
/// An 8-bit grey picture that owns its pixels, tightly packed. 0 is black, 255 is white. A picture made from colours may have a second
/// plane, the brightest of red, green and blue: on white paper, forms that are printed in a colour of their own vanish in it.
/// </summary>
public sealed class GreyPicture
{
    // Colours nowhere brighter than their grey by more than this are a camera's noise or a tint, and serve nobody.
    private const int LeastColor = 24;

    private readonly byte[] _pixels;
    private byte[] _dropout = [];

    /// <summary>A black picture without a second plane.</summary>
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

    /// <summary>A black picture.</summary>
    /// <param name="width">Pixels a row, 1 to <see cref="PictureLimits.MaxSide"/>.</param>
    /// <param name="height">Rows, 1 to <see cref="PictureLimits.MaxSide"/>.</param>
    /// <param name="hasDropout">Whether there is a second plane; it takes as much memory again.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side, or the number of pixels, is beyond <see cref="PictureLimits"/>.</exception>
    public GreyPicture(int width, int height, bool hasDropout)
        : this(width, height)
    {
        if (hasDropout)
            _dropout = new byte[_pixels.Length];
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

    /// <summary>Whether there is a second plane.</summary>
    public bool HasDropout => _dropout.Length > 0;

    /// <summary>
    /// The second plane, the brightest of red, green and blue, laid over white as the grey is; as long as <see cref="Pixels"/>, or empty
    /// where there is none.
    /// </summary>
    public Span<byte> Dropout => _dropout;

    /// <summary>The picture as a frame, with its second plane if there is one.</summary>
    public GreyFrame Frame => new(_pixels, _dropout, Width, Height, Width);

    /// <summary>The pixels of one row.</summary>
    /// <param name="y">0 to <see cref="Height"/> - 1.</param>
    public Span<byte> Row(int y) => _pixels.AsSpan(y * Width, Width);

    /// <summary>One row of the second plane; empty where there is none.</summary>
    /// <param name="y">0 to <see cref="Height"/> - 1.</param>
    public Span<byte> DropoutRow(int y) => HasDropout ? _dropout.AsSpan(y * Width, Width) : [];

    /// <summary>Takes a plane of the picture's size as the second one, in place of a copy.</summary>
    internal void SetDropout(byte[] plane) => _dropout = plane;

    /// <summary>Lets the second plane go where it hardly differs from the first: a grey picture that was stored in colour.</summary>
    internal void DropWeakColor()
    {
        for (int i = 0; i < _dropout.Length; i++)
        {
            if (_dropout[i] - _pixels[i] > LeastColor)
                return;
        }

        _dropout = [];
    }
}

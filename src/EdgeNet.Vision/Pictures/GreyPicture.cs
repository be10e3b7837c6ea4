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
    private byte[] _colors = [];

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

    /// <summary>A black picture that may have colours.</summary>
    internal GreyPicture(int width, int height, bool hasDropout, bool hasColors)
        : this(width, height, hasDropout)
    {
        if (hasColors)
            _colors = new byte[BytesPerColor * _pixels.Length];
    }

    /// <summary>Bytes of a pixel in <see cref="Colors"/>.</summary>
    internal const int BytesPerColor = 3;

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

    /// <summary>Whether the picture was read with its colours.</summary>
    public bool HasColors => _colors.Length > 0;

    /// <summary>
    /// Red, green and blue of each pixel, laid over white as the grey is, row by row from the top; empty where the picture was read as grey.
    /// </summary>
    public Span<byte> Colors => _colors;

    /// <summary>The colours as a frame.</summary>
    /// <exception cref="InvalidOperationException">The picture was read as grey.</exception>
    public ColorFrame ColorFrame =>
        HasColors ? new(_colors, Width, Height) : throw new InvalidOperationException("The picture was read as grey: PictureReader.ReadColor gives colours.");

    /// <summary>The picture as a frame, with its second plane if there is one.</summary>
    public GreyFrame Frame => new(_pixels, _dropout, Width, Height, Width);

    /// <summary>The pixels of one row.</summary>
    /// <param name="y">0 to <see cref="Height"/> - 1.</param>
    public Span<byte> Row(int y) => _pixels.AsSpan(y * Width, Width);

    /// <summary>One row of the second plane; empty where there is none.</summary>
    /// <param name="y">0 to <see cref="Height"/> - 1.</param>
    public Span<byte> DropoutRow(int y) => HasDropout ? _dropout.AsSpan(y * Width, Width) : [];

    /// <summary>The colours of one row; empty where there are none.</summary>
    internal Span<byte> ColorRow(int y) => HasColors ? _colors.AsSpan(BytesPerColor * y * Width, BytesPerColor * Width) : [];

    /// <summary>Gives a picture that is grey in its file three equal colours.</summary>
    internal void FillColors()
    {
        if (HasColors)
            return;
        _colors = new byte[BytesPerColor * _pixels.Length];
        for (int i = 0; i < _pixels.Length; i++)
            _colors.AsSpan(BytesPerColor * i, BytesPerColor).Fill(_pixels[i]);
    }

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

namespace EdgeNet.Vision.Pictures;

/// <summary>
/// One frame in colour that somebody else owns: red, green and blue of a pixel are three bytes, one after the other, 0 to 255.
/// Row y begins at <c>y * Stride</c>; a stride larger than three times the width skips the padding that cameras add.
/// </summary>
public readonly ref struct ColorFrame
{
    /// <summary>Bytes of a pixel.</summary>
    public const int BytesPerPixel = 3;

    /// <summary>Views bytes as a frame.</summary>
    /// <param name="bytes">At least <c>(height - 1) * stride + 3 * width</c> bytes, row by row from the top.</param>
    /// <param name="width">Pixels a row, 1 or more.</param>
    /// <param name="height">Rows, 1 or more.</param>
    /// <param name="stride">Bytes from the start of one row to the start of the next, three times the width or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The width or the height is below 1, or the stride is too small.</exception>
    /// <exception cref="ArgumentException">There are too few bytes.</exception>
    public ColorFrame(ReadOnlySpan<byte> bytes, int width, int height, int stride)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, int.MaxValue / BytesPerPixel);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, BytesPerPixel * width);
        long needed = (height - 1L) * stride + BytesPerPixel * width;
        if (bytes.Length < needed)
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"A colour frame of {width}x{height} with stride {stride} needs {needed} bytes, found {bytes.Length}."),
                nameof(bytes));
        }

        Bytes = bytes;
        Width = width;
        Height = height;
        Stride = stride;
    }

    /// <summary>Views tightly packed bytes (stride = 3 × width) as a frame.</summary>
    /// <param name="bytes">At least <c>3 * width * height</c> bytes, row by row from the top.</param>
    /// <param name="width">Pixels a row, 1 or more.</param>
    /// <param name="height">Rows, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The width or the height is below 1.</exception>
    /// <exception cref="ArgumentException">There are too few bytes.</exception>
    public ColorFrame(ReadOnlySpan<byte> bytes, int width, int height)
        : this(bytes, width, height, width <= int.MaxValue / BytesPerPixel ? BytesPerPixel * width : width)
    {
    }

    /// <summary>All bytes, padding included.</summary>
    public ReadOnlySpan<byte> Bytes { get; }

    /// <summary>Pixels a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Bytes from the start of one row to the start of the next.</summary>
    public int Stride { get; }

    /// <summary>The bytes of one row, three a pixel, without padding.</summary>
    /// <param name="y">0 to <see cref="Height"/> - 1.</param>
    public ReadOnlySpan<byte> Row(int y)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)y, (uint)Height, nameof(y));
        return Bytes.Slice(y * Stride, BytesPerPixel * Width);
    }
}

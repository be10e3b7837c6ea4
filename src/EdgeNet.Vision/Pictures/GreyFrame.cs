namespace EdgeNet.Vision.Pictures;

/// <summary>
/// One 8-bit grey frame that somebody else owns: a decoded picture, or the luma plane of a camera buffer.
/// 0 is black, 255 is white. Row y begins at <c>y * Stride</c>; a stride larger than the width skips the padding that cameras add.
/// A frame that was in colour may carry a second plane of the same size and stride, the brightest of red, green and blue.
/// </summary>
public readonly ref struct GreyFrame
{
    /// <summary>Views pixels as a frame.</summary>
    /// <param name="pixels">At least <c>(height - 1) * stride + width</c> bytes, row by row from the top.</param>
    /// <param name="width">Pixels a row, 1 or more.</param>
    /// <param name="height">Rows, 1 or more.</param>
    /// <param name="stride">Bytes from the start of one row to the start of the next, <paramref name="width"/> or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The width or the height is below 1, or the stride is below the width.</exception>
    /// <exception cref="ArgumentException">There are too few pixels.</exception>
    public GreyFrame(ReadOnlySpan<byte> pixels, int width, int height, int stride)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(stride, width);
        long needed = (height - 1L) * stride + width;
        if (pixels.Length < needed)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"A frame of {width}x{height} with stride {stride} needs {needed} bytes, found {pixels.Length}."),
                nameof(pixels));
        }

        Pixels = pixels;
        Width = width;
        Height = height;
        Stride = stride;
    }

    /// <summary>Views two planes as a frame.</summary>
    /// <param name="pixels">The grey, at least <c>(height - 1) * stride + width</c> bytes, row by row from the top.</param>
    /// <param name="dropout">The brightest of red, green and blue, at least as many bytes; or empty for none.</param>
    /// <param name="width">Pixels a row, 1 or more.</param>
    /// <param name="height">Rows, 1 or more.</param>
    /// <param name="stride">Bytes from the start of one row to the start of the next, <paramref name="width"/> or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The width or the height is below 1, or the stride is below the width.</exception>
    /// <exception cref="ArgumentException">There are too few pixels in a plane.</exception>
    public GreyFrame(ReadOnlySpan<byte> pixels, ReadOnlySpan<byte> dropout, int width, int height, int stride)
        : this(pixels, width, height, stride)
    {
        if (!dropout.IsEmpty)
            Dropout = new GreyFrame(dropout, width, height, stride).Pixels;
    }

    /// <summary>Views tightly packed pixels (stride = width) as a frame.</summary>
    /// <param name="pixels">At least <c>width * height</c> bytes, row by row from the top.</param>
    /// <param name="width">Pixels a row, 1 or more.</param>
    /// <param name="height">Rows, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The width or the height is below 1.</exception>
    /// <exception cref="ArgumentException">There are too few pixels.</exception>
    public GreyFrame(ReadOnlySpan<byte> pixels, int width, int height)
        : this(pixels, width, height, width)
    {
    }

    /// <summary>All bytes, padding included.</summary>
    public ReadOnlySpan<byte> Pixels { get; }

    /// <summary>All bytes of the second plane, padding included; empty where there is none.</summary>
    public ReadOnlySpan<byte> Dropout { get; }

    /// <summary>Whether there is a second plane.</summary>
    public bool HasDropout => !Dropout.IsEmpty;

    /// <summary>The second plane as a frame of its own.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public GreyFrame DropoutFrame =>
        HasDropout ? new(Dropout, Width, Height, Stride) : throw new InvalidOperationException("The frame has no second plane.");

    /// <summary>Pixels a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Bytes from the start of one row to the start of the next.</summary>
    public int Stride { get; }

    /// <summary>The pixels of one row, without padding.</summary>
    /// <param name="y">0 to <see cref="Height"/> - 1.</param>
    public ReadOnlySpan<byte> Row(int y)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)y, (uint)Height, nameof(y));
        return Pixels.Slice(y * Stride, Width);
    }
}

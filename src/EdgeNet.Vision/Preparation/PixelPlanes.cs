namespace EdgeNet.Vision.Preparation;

/// <summary>A picture of one or three channels, however its bytes lie: grey, colours one after the other, or plane after plane.</summary>
/// <param name="bytes">The bytes.</param>
/// <param name="width">Pixels a row.</param>
/// <param name="height">Rows.</param>
internal readonly ref struct PixelPlanes(ReadOnlySpan<byte> bytes, int width, int height)
{
    public ReadOnlySpan<byte> Bytes { get; } = bytes;

    public int Width { get; } = width;

    public int Height { get; } = height;

    /// <summary>1 or 3.</summary>
    public int Channels { get; init; } = 1;

    /// <summary>From a row to the next.</summary>
    public int RowStep { get; init; } = width;

    /// <summary>From a pixel to the next.</summary>
    public int PixelStep { get; init; } = 1;

    /// <summary>From a channel to the next.</summary>
    public int ChannelStep { get; init; }
}

namespace EdgeNet.Compiler.Planning;

/// <summary>
/// Where the element (c, z, y, x) of a volume lies: c·ChannelStride + z·DepthStride + y·RowStride + x·ColumnStride.
/// An image has depth 1, a series depth and height 1, a vector one pixel.
/// </summary>
/// <param name="Volume">Channels, depth, height and width.</param>
/// <param name="ChannelStride">Elements from a channel to the next.</param>
/// <param name="DepthStride">Elements from a slice to the next.</param>
/// <param name="RowStride">Elements from a row to the next.</param>
/// <param name="ColumnStride">Elements from a column to the next.</param>
public sealed record TensorLayout(Volume Volume, int ChannelStride, int DepthStride, int RowStride, int ColumnStride)
{
    /// <summary>Channels.</summary>
    public int Channels => Volume.Channels;

    /// <summary>Slices.</summary>
    public int Depth => Volume.Depth;

    /// <summary>Rows of a slice.</summary>
    public int Height => Volume.Height;

    /// <summary>Columns.</summary>
    public int Width => Volume.Width;

    /// <summary>Whether a pixel's channels lie together (D, H, W, C). One channel lies both ways and counts as channels first.</summary>
    public bool IsChannelsLast => Channels > 1 && ChannelStride == 1 && (ColumnStride != 1 || Width == 1);

    /// <summary>Whether the elements lie as a user holds them: (C, D, H, W) without gaps.</summary>
    public bool IsChannelsFirst =>
        (Width == 1 || ColumnStride == 1) && (Height == 1 || RowStride == Width)
        && (Depth == 1 || DepthStride == Height * Width) && (Channels == 1 || ChannelStride == Volume.Pixels);

    /// <summary>Whether the elements fill the buffer without gaps, in whatever order.</summary>
    public bool IsDense => Length == Volume.Length;

    /// <summary>Whether elements lie as in a layout, but for gaps between the rows of volumes that lie channels last.</summary>
    /// <param name="layout">The layout.</param>
    public bool LiesAs(TensorLayout layout) =>
        this == layout || Volume == layout.Volume && IsChannelsLast && layout.IsChannelsLast && ColumnStride == layout.ColumnStride;

    /// <summary>Elements from the first to the last, gaps included.</summary>
    public int Length =>
        checked((Channels - 1) * ChannelStride + (Depth - 1) * DepthStride + (Height - 1) * RowStride + (Width - 1) * ColumnStride + 1);

    /// <summary>NCHW: (C, D, H, W), rows at a pitch.</summary>
    /// <param name="volume">Channels, depth, height and width.</param>
    /// <param name="pitch">Elements from a row to the next; the width unless given.</param>
    public static TensorLayout ChannelsFirst(Volume volume, int? pitch = null)
    {
        int row = pitch ?? volume.Width;
        int slice = checked(volume.Height * row);
        return new(volume, checked(volume.Depth * slice), slice, row, 1);
    }

    /// <summary>NHWC: (D, H, W, C) without gaps.</summary>
    /// <param name="volume">Channels, depth, height and width.</param>
    public static TensorLayout ChannelsLast(Volume volume)
    {
        int row = checked(volume.Width * volume.Channels);
        return new(volume, 1, checked(volume.Height * row), row, volume.Channels);
    }

    /// <summary>A vector without gaps.</summary>
    /// <param name="length">Elements.</param>
    public static TensorLayout Vector(int length) => ChannelsFirst(new(length, 1, 1, 1));

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Channels}×{(Depth > 1 ? $"{Depth}×" : "")}{Height}×{Width} {(IsChannelsFirst ? "channels first" : IsChannelsLast ? "channels last" : $"rows of {RowStride}")}";
}

namespace EdgeNet.Compiler.Planning;

/// <summary>Where the element (c, y, x) of an image lies: c·ChannelStride + y·RowStride + x·ColumnStride. A vector has height and width 1.</summary>
/// <param name="Channels">Channels.</param>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="ChannelStride">Elements from a channel to the next.</param>
/// <param name="RowStride">Elements from a row to the next.</param>
/// <param name="ColumnStride">Elements from a column to the next.</param>
public sealed record TensorLayout(int Channels, int Height, int Width, int ChannelStride, int RowStride, int ColumnStride)
{
    /// <summary>Whether a pixel's channels lie together (H, W, C). One channel lies both ways and counts as channels first.</summary>
    public bool IsInterleaved => Channels > 1 && ChannelStride == 1 && (ColumnStride != 1 || Width == 1);

    /// <summary>Whether the elements lie as a user holds them: (C, H, W) without gaps.</summary>
    public bool IsChannelsFirst =>
        (Width == 1 || ColumnStride == 1) && (Height == 1 || RowStride == Width) && (Channels == 1 || ChannelStride == Height * Width);

    /// <summary>Whether the elements fill the buffer without gaps, in whatever order.</summary>
    public bool IsDense => Length == Channels * Height * Width;

    /// <summary>Elements from the first to the last, gaps included.</summary>
    public int Length => checked((Channels - 1) * ChannelStride + (Height - 1) * RowStride + (Width - 1) * ColumnStride + 1);

    /// <summary>(C, H, W), rows at a pitch.</summary>
    /// <param name="channels">Channels.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="pitch">Elements from a row to the next; the width unless given.</param>
    public static TensorLayout Planar(int channels, int height, int width, int? pitch = null) =>
        new(channels, height, width, checked(height * (pitch ?? width)), pitch ?? width, 1);

    /// <summary>(H, W, C) without gaps.</summary>
    /// <param name="channels">Channels.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    public static TensorLayout Interleaved(int channels, int height, int width) =>
        new(channels, height, width, 1, checked(width * channels), channels);

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Channels}×{Height}×{Width} {(IsChannelsFirst ? "channels first" : IsInterleaved ? "channels last" : $"rows of {RowStride}")}";
}

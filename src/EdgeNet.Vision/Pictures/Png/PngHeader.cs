using System.Buffers.Binary;

namespace EdgeNet.Vision.Pictures.Png;

/// <summary>What IHDR says, checked.</summary>
internal readonly record struct PngHeader(int Width, int Height, int Depth, PngColor Color, bool Interlaced)
{
    internal const int Length = 13;

    private int Channels => Color switch
    {
        PngColor.Rgb => 3,
        PngColor.GreyAlpha => 2,
        PngColor.Rgba => 4,
        _ => 1,
    };

    /// <summary>Whether pixels are colours.</summary>
    internal bool HasColor => Color is PngColor.Rgb or PngColor.Palette or PngColor.Rgba;

    /// <summary>The distance at which filters look to the left: bytes of a whole pixel, at least 1.</summary>
    internal int FilterDistance => Math.Max(1, Channels * Depth / 8);

    internal int MaxSample => (1 << Depth) - 1;

    internal int RowLength(int width) => (int)(((long)width * Channels * Depth + 7) / 8);

    internal static PngHeader Parse(ReadOnlySpan<byte> data, int position, string name)
    {
        if (data.Length != Length)
            throw PictureException.In(name, $"PNG chunk IHDR at byte {position}: expected 13 bytes, found {data.Length}");
        uint width = BinaryPrimitives.ReadUInt32BigEndian(data);
        uint height = BinaryPrimitives.ReadUInt32BigEndian(data[4..]);
        PictureSize.ThrowIfBeyondLimits(name, "PNG chunk IHDR", width, height);
        int depth = data[8];
        var color = (PngColor)data[9];
        bool known = color switch
        {
            PngColor.Grey => depth is 1 or 2 or 4 or 8 or 16,
            PngColor.Palette => depth is 1 or 2 or 4 or 8,
            PngColor.Rgb or PngColor.GreyAlpha or PngColor.Rgba => depth is 8 or 16,
            _ => throw PictureException.In(name, $"PNG chunk IHDR: expected colour type 0, 2, 3, 4 or 6, found {data[9]}"),
        };
        if (!known)
        {
            string depths = color switch { PngColor.Grey => "1, 2, 4, 8 or 16", PngColor.Palette => "1, 2, 4 or 8", _ => "8 or 16" };
            throw PictureException.In(name, $"PNG chunk IHDR: expected bit depth {depths} for colour type {data[9]}, found {depth}");
        }

        if (data[10] != 0)
            throw PictureException.In(name, $"PNG chunk IHDR: expected compression method 0, found {data[10]}");
        if (data[11] != 0)
            throw PictureException.In(name, $"PNG chunk IHDR: expected filter method 0, found {data[11]}");
        if (data[12] > 1)
            throw PictureException.In(name, $"PNG chunk IHDR: expected interlace method 0 or 1, found {data[12]}");
        return new PngHeader((int)width, (int)height, depth, color, data[12] == 1);
    }
}

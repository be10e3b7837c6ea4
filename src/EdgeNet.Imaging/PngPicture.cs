using System.Runtime.InteropServices;
using SkiaSharp;

namespace EdgeNet.Imaging;

/// <summary>Colour pictures as PNG files.</summary>
public static class PngPicture
{
    private const int Channels = 3;

    /// <summary>Encodes pixels.</summary>
    /// <param name="pixels">Red, green and blue of each pixel, row by row: 3 · width · height bytes.</param>
    /// <param name="width">Pixels of a row, 1 or more.</param>
    /// <param name="height">Rows, 1 or more.</param>
    /// <exception cref="ArgumentException">There are more or fewer bytes.</exception>
    public static byte[] Encode(ReadOnlySpan<byte> pixels, int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (pixels.Length != (long)Channels * width * height)
            throw new ArgumentException(FormattableString.Invariant($"Expected 3·{width}·{height} bytes, found {pixels.Length}."),
                nameof(pixels));
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        Span<byte> rows = MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(bitmap.GetPixelSpan()), bitmap.ByteCount);
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                Span<byte> to = rows.Slice(y * bitmap.RowBytes + 4 * x, 4);
                pixels.Slice(Channels * (y * width + x), Channels).CopyTo(to);
                to[Channels] = byte.MaxValue;
            }
        }

        using SKData data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }
}

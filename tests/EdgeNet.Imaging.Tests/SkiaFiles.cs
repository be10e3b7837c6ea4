using SkiaSharp;

namespace EdgeNet.Imaging.Tests;

/// <summary>Picture files made with Skia, or byte by byte where it does not write the format.</summary>
internal static class SkiaFiles
{
    /// <summary>A picture of the sample's colours.</summary>
    public static SKBitmap Colors(int width = SamplePictures.Width, int height = SamplePictures.Height)
    {
        var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                (byte red, byte green, byte blue) = SamplePictures.Color(x, y);
                bitmap.SetPixel(x, y, new SKColor(red, green, blue));
            }
        }

        return bitmap;
    }

    public static byte[] Encode(SKBitmap bitmap, SKEncodedImageFormat format, int quality = 100)
    {
        using SKData data = bitmap.Encode(format, quality);
        return data.ToArray();
    }

    /// <summary>A WebP file without loss: of quality 100, Skia's encoder is lossy.</summary>
    public static byte[] WebP(SKBitmap bitmap)
    {
        using var stream = new SKDynamicMemoryWStream();
        Assert.True(bitmap.PeekPixels().Encode(stream, new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossless, 50)));
        using SKData data = stream.DetachAsData();
        return data.ToArray();
    }

    /// <summary>A WebP file with an EXIF chunk: the extended layout, whose header tells of it.</summary>
    public static byte[] WebPWithExif(byte[] webp, byte[] exif, int width, int height)
    {
        byte[] header = [.. "VP8X"u8, .. Little32(10), 0x08, 0, 0, 0, .. Little32(width - 1)[..3], .. Little32(height - 1)[..3]];
        byte[] pixels = webp[12..];
        if (pixels.AsSpan().StartsWith("VP8X"u8))
            pixels = pixels[18..];
        byte[] chunk = [.. "EXIF"u8, .. Little32(exif.Length), .. exif, .. new byte[exif.Length & 1]];
        byte[] body = [.. "WEBP"u8, .. header, .. pixels, .. chunk];
        return [.. "RIFF"u8, .. Little32(body.Length), .. body];
    }

    /// <summary>A Windows bitmap of 24 bits, from the bottom up, rows filled up to four bytes.</summary>
    public static byte[] Bmp(int width, int height)
    {
        var rows = new List<byte>();
        for (int y = height - 1; y >= 0; y--)
        {
            for (int x = 0; x < width; x++)
            {
                (byte red, byte green, byte blue) = SamplePictures.Color(x, y);
                rows.AddRange([blue, green, red]);
            }

            rows.AddRange(new byte[-3 * width & 3]);
        }

        byte[] header = [.. Little32(40), .. Little32(width), .. Little32(height), 1, 0, 24, 0, .. new byte[24]];
        return [.. "BM"u8, .. Little32(54 + rows.Count), 0, 0, 0, 0, .. Little32(54), .. header, .. rows];
    }

    /// <summary>
    /// A GIF of frames of one colour index a frame, 4×2 pixels over a palette of black, white, red and (if transparent) nothing: codes of
    /// three bits, each pixel behind a clear code, so that the table never grows.
    /// </summary>
    public static byte[] Gif(params byte[][] frames)
    {
        var file = new List<byte>([.. "GIF89a"u8, 4, 0, 2, 0, 0x81, 0, 0, 0, 0, 0, 255, 255, 255, 255, 0, 0, 0, 0, 0]);
        foreach (byte[] frame in frames)
        {
            file.AddRange([0x21, 0xF9, 4, 1, 10, 0, 3, 0]);
            file.AddRange([0x2C, 0, 0, 0, 0, 4, 0, 2, 0, 0, 2]);
            var codes = new List<int>();
            foreach (byte index in frame)
                codes.AddRange([4, index]);
            codes.Add(5);
            int bits = 0, count = 0;
            var packed = new List<byte>();
            foreach (int code in codes)
            {
                bits |= code << count;
                for (count += 3; count >= 8; count -= 8, bits >>= 8)
                    packed.Add((byte)bits);
            }

            packed.Add((byte)bits);
            file.Add((byte)packed.Count);
            file.AddRange(packed);
            file.Add(0);
        }

        file.Add(0x3B);
        return [.. file];
    }

    private static byte[] Little32(int value) => [(byte)value, (byte)(value >> 8), (byte)(value >> 16), (byte)(value >> 24)];
}

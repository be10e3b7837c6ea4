using System.Buffers.Binary;
using System.IO.Hashing;
using EdgeNet.Vision.Pictures;

namespace EdgeNet.Cli.Tests.BadInput;

/// <summary>Pictures with one fault each.</summary>
internal static class BadPictures
{
    private const int HeaderStart = 12; // "IHDR", after the signature and its length
    private const int HeaderEnd = 29;

    /// <summary>A sound PNG of white paper.</summary>
    public static byte[] Sound(int width = 64, int height = 48)
    {
        var paper = new GreyPicture(width, height);
        paper.Pixels.Fill(255);
        using var stream = new MemoryStream();
        PictureFile.WritePng(stream, paper.Frame);
        return stream.ToArray();
    }

    /// <summary>It ends in the middle.</summary>
    public static byte[] Truncated()
    {
        byte[] png = Sound();
        return png[..(png.Length * 2 / 3)];
    }

    /// <summary>One bit of the header differs from what its checksum says.</summary>
    public static byte[] WithBadCrc()
    {
        byte[] png = Sound();
        png[HeaderStart + 7] ^= 1;
        return png;
    }

    /// <summary>The header claims 100,000×100,000 pixels, with the right checksum.</summary>
    public static byte[] WithAbsurdSize()
    {
        byte[] png = Sound();
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(HeaderStart + 4), 100_000);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(HeaderStart + 8), 100_000);
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(HeaderEnd), Crc32.HashToUInt32(png.AsSpan(HeaderStart..HeaderEnd)));
        return png;
    }
}

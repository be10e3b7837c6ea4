using System.Buffers.Binary;
using EdgeNet.Vision.Pictures;

namespace EdgeNet.Imaging;

/// <summary>Finds EXIF data in the chunks of a WebP file.</summary>
internal static class WebPFile
{
    private const int FirstChunk = 12;
    private const int ChunkHeader = 8;

    /// <summary>The orientation, 1 to 8; 1 where there is none.</summary>
    internal static int Orientation(ReadOnlySpan<byte> file)
    {
        ReadOnlySpan<byte> rest = file[FirstChunk..];
        while (rest.Length > ChunkHeader)
        {
            // A chunk of odd length is followed by a byte that fills it up.
            long length = BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]);
            long next = ChunkHeader + length + (length & 1);
            if (rest.StartsWith("EXIF"u8))
                return ExifOrientation.Read(rest.Slice(ChunkHeader, (int)Math.Min(length, rest.Length - ChunkHeader)));
            if (next >= rest.Length)
                break;
            rest = rest[(int)next..];
        }

        return PictureOrientation.Upright;
    }
}

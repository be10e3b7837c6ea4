using System.Buffers.Binary;

namespace EdgeNet.Vision.Pictures;

/// <summary>Finds the orientation in EXIF data (a TIFF structure), wherever a format keeps them. Damaged data have none.</summary>
internal static class ExifOrientation
{
    private const int OrientationTag = 0x0112;
    private const int Short = 3;
    private const int EntryLength = 12;

    /// <summary>What JPEG puts before the TIFF structure, and some writers of WebP and PNG do too.</summary>
    internal static ReadOnlySpan<byte> Prefix => "Exif\0\0"u8;

    /// <summary>Reads the orientation.</summary>
    /// <param name="exif">The TIFF structure, with or without <see cref="Prefix"/>.</param>
    /// <returns>1 to 8; 1 where there is none, or none that has a meaning.</returns>
    internal static int Read(ReadOnlySpan<byte> exif)
    {
        if (exif.StartsWith(Prefix))
            exif = exif[Prefix.Length..];
        bool little = exif.StartsWith("II*\0"u8);
        if (exif.Length < 8 || (!little && !exif.StartsWith("MM\0*"u8)))
            return PictureOrientation.Upright;
        uint directory = Word(exif[4..], little, 4);
        if (directory > exif.Length - 2)
            return PictureOrientation.Upright;
        ReadOnlySpan<byte> entries = exif[((int)directory + 2)..];
        int count = (int)Word(exif[(int)directory..], little, 2);
        for (int i = 0; i < count && entries.Length >= EntryLength; i++, entries = entries[EntryLength..])
        {
            if (Word(entries, little, 2) != OrientationTag)
                continue;
            uint value = Word(entries[8..], little, 2);
            bool valid = Word(entries[2..], little, 2) == Short && Word(entries[4..], little, 4) == 1 && value is >= 1 and <= 8;
            return valid ? (int)value : PictureOrientation.Upright;
        }

        return PictureOrientation.Upright;
    }

    private static uint Word(ReadOnlySpan<byte> data, bool little, int bytes) => (little, bytes) switch
    {
        (true, 2) => BinaryPrimitives.ReadUInt16LittleEndian(data),
        (true, _) => BinaryPrimitives.ReadUInt32LittleEndian(data),
        (false, 2) => BinaryPrimitives.ReadUInt16BigEndian(data),
        (false, _) => BinaryPrimitives.ReadUInt32BigEndian(data),
    };
}

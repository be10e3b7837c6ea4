using System.Buffers.Binary;
using System.IO.Hashing;

namespace EdgeNet.Tests.Shared;

/// <summary>Gives picture files an EXIF orientation.</summary>
public static class ExifPictures
{
    /// <summary>EXIF data with an orientation between two other tags.</summary>
    public static byte[] Exif(int orientation, bool littleEndian)
    {
        byte[] exif = new byte[8 + 2 + 3 * 12 + 4];
        (littleEndian ? "II"u8 : "MM"u8).CopyTo(exif);
        Write(2, 42, 2);
        Write(4, 8, 4);
        Write(8, 3, 2);
        Entry(0, 0x010F, 2, 4, 0);
        Entry(1, 0x0112, 3, 1, orientation);
        Entry(2, 0x0128, 3, 1, 2);
        return exif;

        void Entry(int index, int tag, int type, int count, int value)
        {
            int at = 10 + 12 * index;
            Write(at, tag, 2);
            Write(at + 2, type, 2);
            Write(at + 4, count, 4);
            Write(at + 8, value, 2);
        }

        void Write(int at, int value, int bytes)
        {
            for (int i = 0; i < bytes; i++)
                exif[at + (littleEndian ? i : bytes - 1 - i)] = (byte)(value >> (8 * i));
        }
    }

    /// <summary>A JPEG file with the orientation in an APP1 segment behind its first two bytes.</summary>
    public static byte[] InJpeg(byte[] jpeg, int orientation, bool littleEndian = false)
    {
        byte[] content = [.. "Exif\0\0"u8, .. Exif(orientation, littleEndian)];
        return [0xFF, 0xD8, 0xFF, 0xE1, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content, .. jpeg[2..]];
    }

    /// <summary>A PNG file with the orientation in an eXIf chunk behind its header, or before its end.</summary>
    public static byte[] InPng(byte[] png, int orientation, bool atEnd = false)
    {
        byte[] body = [.. "eXIf"u8, .. Exif(orientation, littleEndian: true)];
        byte[] chunk = new byte[body.Length + 8];
        BinaryPrimitives.WriteInt32BigEndian(chunk, body.Length - 4);
        body.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(body.Length + 4), Crc32.HashToUInt32(body));
        int at = atEnd ? png.Length - 12 : 33;
        return [.. png[..at], .. chunk, .. png[at..]];
    }

    /// <summary>The upright picture, from what EXIF says of the first row and the first column: where they are seen.</summary>
    public static byte[,] Upright(byte[] stored, int width, int height, int orientation)
    {
        (string row, string column) = orientation switch
        {
            1 => ("top", "left"),
            2 => ("top", "right"),
            3 => ("bottom", "right"),
            4 => ("bottom", "left"),
            5 => ("left", "top"),
            6 => ("right", "top"),
            7 => ("right", "bottom"),
            _ => ("left", "bottom"),
        };
        bool swaps = row is "left" or "right";
        var upright = swaps ? new byte[width, height] : new byte[height, width];
        for (int r = 0; r < height; r++)
        {
            for (int c = 0; c < width; c++)
            {
                (int y, int x) = swaps
                    ? (column == "top" ? c : width - 1 - c, row == "left" ? r : height - 1 - r)
                    : (row == "top" ? r : height - 1 - r, column == "left" ? c : width - 1 - c);
                upright[y, x] = stored[r * width + c];
            }
        }

        return upright;
    }
}

using System.Buffers.Binary;
using System.Numerics;
using EdgeNet.Vision.Pictures;

namespace EdgeNet.Imaging;

/// <summary>What Skia does not check of a BMP file, or checks by writing to the error stream.</summary>
internal static class BmpFile
{
    private const int HeaderLength = 14;
    private const int Compression = 30;
    private const int Masks = 54;
    private const int BitFields = 3;

    /// <summary>
    /// Whether the pixels lie as they are, row by row: uncompressed, in a header of Windows' kind. Others may have runs of pixels.
    /// </summary>
    internal static bool HasRows(ReadOnlySpan<byte> file) =>
        IsOfWindows(file) && BinaryPrimitives.ReadUInt32LittleEndian(file[Compression..]) is 0 or BitFields;

    /// <summary>Refuses masks of colours whose bits do not stand together, which no program writes.</summary>
    internal static void ThrowIfDamaged(ReadOnlySpan<byte> file, string name)
    {
        if (!IsOfWindows(file) || BinaryPrimitives.ReadUInt32LittleEndian(file[Compression..]) != BitFields)
            return;
        for (int color = 0; color < 4 && Masks + 4 * color + 4 <= file.Length; color++)
        {
            // A mask of opacity is there in the longer headers only.
            if (color == 3 && BinaryPrimitives.ReadUInt32LittleEndian(file[HeaderLength..]) < 56)
                break;
            uint mask = BinaryPrimitives.ReadUInt32LittleEndian(file[(Masks + 4 * color)..]);
            uint shifted = mask == 0 ? 0 : mask >> BitOperations.TrailingZeroCount(mask);
            if ((shifted & (shifted + 1)) != 0)
                throw PictureException.In(name, $"BMP header: expected masks of adjoining bits, found 0x{mask:X8}");
        }
    }

    private static bool IsOfWindows(ReadOnlySpan<byte> file) =>
        file.Length >= Masks && BinaryPrimitives.ReadUInt32LittleEndian(file[HeaderLength..]) is 40 or 52 or 56 or 108 or 124;
}

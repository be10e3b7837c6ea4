using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;
using static System.FormattableString;

namespace EdgeNet.Training.Data.Files;

/// <summary>
/// Finds the files in a tar file (POSIX ustar and pax, GNU's long names and sizes, and the format of Unix V7) without reading them. A
/// header's sizes are compared with the file's length before anything is done with them. System.Formats.Tar would take memory for any
/// length that an extended header claims.
/// </summary>
internal static class TarIndex
{
    /// <summary>Bytes of a block.</summary>
    public const int Block = 512;

    private const int MostExtended = 1 << 20;

    /// <summary>Whether a block is a header, by its checksum.</summary>
    public static bool IsHeader(ReadOnlySpan<byte> block)
    {
        int sum = 0;
        for (int i = 0; i < Block; i++) sum += i is >= 148 and < 156 ? ' ' : block[i];
        return Octal(block.Slice(148, 8)) == sum;
    }

    /// <summary>Reads the headers, one after the other.</summary>
    /// <param name="file">The tar file.</param>
    /// <param name="path">Its name, for messages.</param>
    /// <exception cref="TrainingException">A header is damaged, or a file is cut off.</exception>
    public static IEnumerable<TarEntry> Read(SafeFileHandle file, string path)
    {
        long end = RandomAccess.GetLength(file);
        byte[] block = new byte[Block];
        string? longName = null;
        long? longSize = null;
        for (long at = 0; at + Block <= end;)
        {
            if (RandomAccess.Read(file, block, at) < Block) throw CutOff(path, at);
            if (!block.AsSpan().ContainsAnyExcept((byte)0)) yield break;
            if (!IsHeader(block))
                throw new TrainingException(Invariant($"{path}: expected a tar header at byte {at}, found something else."));
            char kind = (char)block[156];
            long size = Size(block.AsSpan(124, 12)), offset = at + Block;
            // An extended header's size holds for the file behind it alone.
            if (kind is not ('x' or 'g' or 'L' or 'K') && longSize is { } known) size = known;
            if (kind is '1' or '2' or '3' or '4' or '5' or '6') size = 0;
            if (size < 0 || size > end - offset) throw CutOff(path, at);
            at = offset + (size + Block - 1) / Block * Block;
            switch (kind)
            {
                case 'x':
                    (string? name, long? length) = Extended(Extra(file, path, offset, size));
                    longName = name ?? longName;
                    longSize = length ?? longSize;
                    continue;
                case 'L':
                    longName = Text(Extra(file, path, offset, size));
                    continue;
                case 'g' or 'K':
                    continue;
            }

            string given = longName ?? Name(block);
            (longName, longSize) = (null, null);
            // Folders follow from the names of files.
            if (kind == '5' || given.EndsWith('/')) continue;
            yield return new TarEntry(given, offset, size, kind is not ('0' or '\0' or '7'));
        }
    }

    private static TrainingException CutOff(string path, long at) =>
        new(Invariant($"{path}: the archive is cut off, or damaged: the entry at byte {at} is longer than what is left."));

    private static byte[] Extra(SafeFileHandle file, string path, long offset, long size)
    {
        if (size > MostExtended)
            throw new TrainingException(
                Invariant($"{path}: expected an extended header of at most {MostExtended} bytes at byte {offset}, found {size}."));
        byte[] bytes = new byte[size];
        return RandomAccess.Read(file, bytes, offset) == size ? bytes : throw CutOff(path, offset);
    }

    private static string Name(ReadOnlySpan<byte> block)
    {
        string name = Text(block[..100]);
        bool hasPrefix = block.Slice(257, 6).SequenceEqual("ustar\0"u8) && block[345] != 0;
        return hasPrefix ? $"{Text(block.Slice(345, 155))}/{name}" : name;
    }

    /// <summary>Records of "length key=value\n".</summary>
    private static (string? Name, long? Size) Extended(ReadOnlySpan<byte> records)
    {
        string? name = null;
        long? size = null;
        while (!records.IsEmpty)
        {
            int space = records.IndexOf((byte)' ');
            if (space < 1 || !int.TryParse(records[..space], NumberStyles.None, CultureInfo.InvariantCulture, out int length)
                || length <= space + 1 || length > records.Length) break;
            ReadOnlySpan<byte> record = records[(space + 1)..length];
            if (record.EndsWith("\n"u8)) record = record[..^1];
            records = records[length..];
            if (record.StartsWith("path="u8)) name = Encoding.UTF8.GetString(record[5..]);
            if (record.StartsWith("size="u8) && long.TryParse(record[5..], NumberStyles.None, CultureInfo.InvariantCulture, out long value))
                size = value;
        }

        return (name, size);
    }

    /// <summary>Octal digits, or GNU's and star's binary numbers of 12 bytes.</summary>
    private static long Size(ReadOnlySpan<byte> field)
    {
        if ((field[0] & 0x80) == 0) return Octal(field);
        long value = field[0] & 0x7F;
        for (int i = 1; i < field.Length; i++)
        {
            if (value > long.MaxValue >> 8) return -1;
            value = value << 8 | field[i];
        }

        return value;
    }

    private static long Octal(ReadOnlySpan<byte> field)
    {
        long value = 0;
        bool hasDigits = false;
        foreach (byte b in field)
        {
            if (b is >= (byte)'0' and <= (byte)'7')
            {
                value = value * 8 + (b - '0');
                hasDigits = true;
            }
            else if (hasDigits || b is not (byte)' ') break;
        }

        return hasDigits ? value : 0;
    }

    private static string Text(ReadOnlySpan<byte> field)
    {
        int zero = field.IndexOf((byte)0);
        return Encoding.UTF8.GetString(zero < 0 ? field : field[..zero]);
    }
}

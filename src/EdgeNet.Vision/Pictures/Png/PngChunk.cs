using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace EdgeNet.Vision.Pictures.Png;

/// <summary>One chunk with its length checked, and its CRC compared.</summary>
internal readonly ref struct PngChunk
{
    internal const uint Ihdr = 0x49484452;
    internal const uint Plte = 0x504C5445;
    internal const uint Trns = 0x74524E53;
    internal const uint Idat = 0x49444154;
    internal const uint Iend = 0x49454E44;
    internal const uint Exif = 0x65584966;

    private PngChunk(uint type, int position, ReadOnlySpan<byte> data)
    {
        Type = type;
        Position = position;
        Data = data;
    }

    /// <summary>The CRC that the chunk's bytes have.</summary>
    internal uint ComputedCrc { get; private init; }

    /// <summary>The CRC that the file gives.</summary>
    internal uint StoredCrc { get; private init; }

    internal uint Type { get; }

    /// <summary>Where the chunk begins in the file.</summary>
    internal int Position { get; }

    internal ReadOnlySpan<byte> Data { get; }

    internal int End => Position + Data.Length + 12;

    /// <summary>Whether a decoder that does not know the chunk may pass over it: the type's first letter is small.</summary>
    internal bool IsAncillary => (Type & 0x20000000) != 0;

    internal string TypeName => NameOf(Type);

    /// <summary>Whether the file has room for a chunk and its data, or ends within.</summary>
    internal static bool IsWhole(ReadOnlySpan<byte> file, int position)
    {
        ReadOnlySpan<byte> rest = file[position..];
        return rest.Length >= 12 && BinaryPrimitives.ReadUInt32BigEndian(rest) <= (uint)rest.Length - 12;
    }

    internal static PngChunk Read(ReadOnlySpan<byte> file, int position, string name)
    {
        ReadOnlySpan<byte> rest = file[position..];
        if (rest.Length < 12)
            throw PictureException.In(name, $"PNG chunk at byte {position}: expected at least 12 bytes, found {rest.Length} before the end of the file");
        uint length = BinaryPrimitives.ReadUInt32BigEndian(rest);
        uint type = BinaryPrimitives.ReadUInt32BigEndian(rest[4..]);
        for (int shift = 0; shift < 32; shift += 8)
        {
            if (!char.IsAsciiLetter((char)(byte)(type >> shift)))
                throw PictureException.In(name, $"PNG chunk at byte {position}: expected a type of four letters, found 0x{type:X8}");
        }

        if (length > rest.Length - 12)
        {
            throw PictureException.In(
                name, $"PNG chunk {NameOf(type)} at byte {position}: expected {length} bytes of data, found {rest.Length - 12} before the end of the file");
        }

        return new PngChunk(type, position, rest.Slice(8, (int)length))
        {
            ComputedCrc = Crc32.HashToUInt32(rest.Slice(4, 4 + (int)length)),
            StoredCrc = BinaryPrimitives.ReadUInt32BigEndian(rest[(8 + (int)length)..]),
        };
    }

    private static string NameOf(uint type)
    {
        Span<byte> letters = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(letters, type);
        return Encoding.ASCII.GetString(letters);
    }
}

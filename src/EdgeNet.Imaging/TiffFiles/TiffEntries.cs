using System.Buffers.Binary;
using EdgeNet.Vision.Pictures;

namespace EdgeNet.Imaging.TiffFiles;

/// <summary>
/// The entries of a TIFF file's first directory, classic or BigTIFF. Every entry's values have been found to lie within the file, so that
/// whoever allocates for them allocates no more than the file is long.
/// </summary>
internal readonly ref struct TiffEntries
{
    private const int MaxEntries = 1_000;

    private readonly ReadOnlySpan<byte> _file;
    private readonly bool _isLittle;
    private readonly bool _isBig;
    private readonly int _first;
    private readonly int _count;
    private readonly string _name;

    /// <summary>Finds the directory, and checks its entries.</summary>
    /// <param name="file">The whole file, which begins with TIFF's signature.</param>
    /// <param name="name">Its name for messages.</param>
    /// <exception cref="PictureException">The directory, or the values of an entry, lie outside the file.</exception>
    internal TiffEntries(ReadOnlySpan<byte> file, string name)
    {
        _file = file;
        _name = name;
        _isLittle = file[0] == 'I';
        _isBig = Word(2, 2) == 43;
        if (_isBig && (file.Length < 16 || Word(4, 2) != 8 || Word(6, 2) != 0))
            throw PictureException.In(name, $"TIFF header: expected offsets of 8 bytes, as BigTIFF has them, found others");
        int countBytes = _isBig ? 8 : 2;
        ulong directory = file.Length < 8 ? 0 : _isBig ? Word(8, 8) : Word(4, 4);
        if (directory < 8 || directory > (ulong)Math.Max(0, file.Length - countBytes))
            throw PictureException.In(name, $"TIFF header: expected a directory between byte 8 and {file.Length}, found it at {directory}");
        ulong count = Word((int)directory, countBytes);
        _first = (int)directory + countBytes;
        if (count is 0 or > MaxEntries || count > (ulong)((file.Length - _first) / EntryLength))
        {
            throw PictureException.In(
                name, $"TIFF directory at byte {directory}: expected 1 to {MaxEntries} entries before the end of the file, found {count}");
        }

        _count = (int)count;
        for (int i = 0; i < _count; i++)
        {
            Check(At(i));
            // Of a tag that is there twice, another reader may take the other.
            if (Find((int)Word(At(i), 2)) != At(i))
                throw PictureException.In(name, $"TIFF directory at byte {directory}: expected each tag once, found tag {Word(At(i), 2)} twice");
        }
    }

    private int EntryLength => _isBig ? 20 : 12;

    private int ValueLength => _isBig ? 8 : 4;

    /// <summary>How many values a tag has; 0 where it is missing.</summary>
    internal int CountOf(int tag) => Find(tag) is var at and > 0 ? (int)Count(at) : 0;

    /// <summary>A whole number of a tag.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="missing">What it is where the tag is missing, or is of another kind.</param>
    /// <param name="index">Which of its values.</param>
    internal ulong Value(int tag, ulong missing, int index = 0)
    {
        int at = Find(tag);
        if (at < 0 || (ulong)index >= Count(at))
            return missing;
        int size = SizeOf(Type(at));
        bool isWhole = Type(at) is 1 or 3 or 4 or 16 or 13 or 18;
        return isWhole ? Word(Values(at) + size * index, size) : missing;
    }

    private void Check(int at)
    {
        int tag = (int)Word(at, 2);
        int size = SizeOf(Type(at));
        ulong count = Count(at);
        ulong most = (ulong)_file.Length / (uint)size;
        ulong offset = count > most ? 0 : (ulong)Math.Max(0, Offset(at));
        if (count > most || offset + count * (uint)size > (ulong)_file.Length)
        {
            throw PictureException.In(
                _name,
                $"TIFF directory, tag {tag} at byte {at}: expected values within the file's {_file.Length} bytes, found {count} of {size} bytes");
        }
    }

    private int Find(int tag)
    {
        for (int i = 0; i < _count; i++)
        {
            if (Word(At(i), 2) == (uint)tag)
                return At(i);
        }

        return -1;
    }

    private int At(int index) => _first + index * EntryLength;

    private int Type(int at) => (int)Word(at + 2, 2);

    private ulong Count(int at) => Word(at + 4, ValueLength);

    private int Values(int at) => (int)Offset(at);

    /// <summary>Where the values lie: in the entry itself if they have room there. An offset past 2 GiB is past every file's end.</summary>
    private long Offset(int at)
    {
        int field = at + 4 + ValueLength;
        ulong bytes = Count(at) * (uint)SizeOf(Type(at));
        return bytes <= (uint)ValueLength ? field : (long)Math.Min(Word(field, ValueLength), int.MaxValue);
    }

    private static int SizeOf(int type) => type switch
    {
        3 or 8 => 2,
        4 or 9 or 11 or 13 => 4,
        5 or 10 or 12 or 16 or 17 or 18 => 8,
        _ => 1,
    };

    private ulong Word(int at, int bytes)
    {
        ReadOnlySpan<byte> data = _file[at..];
        return (bytes, _isLittle) switch
        {
            (1, _) => data[0],
            (2, true) => BinaryPrimitives.ReadUInt16LittleEndian(data),
            (2, false) => BinaryPrimitives.ReadUInt16BigEndian(data),
            (4, true) => BinaryPrimitives.ReadUInt32LittleEndian(data),
            (4, false) => BinaryPrimitives.ReadUInt32BigEndian(data),
            (_, true) => BinaryPrimitives.ReadUInt64LittleEndian(data),
            _ => BinaryPrimitives.ReadUInt64BigEndian(data),
        };
    }
}

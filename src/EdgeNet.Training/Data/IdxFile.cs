using System.Buffers.Binary;
using System.IO.Compression;
using EdgeNet.Training.Data.Files;
using EdgeNet.Training.Data.Streaming;
using static System.FormattableString;

namespace EdgeNet.Training.Data;

/// <summary>
/// Reads IDX files, MNIST's format (LeCun, "The MNIST database"): two zero bytes, a type code, the number of axes, their sizes as
/// big-endian 32-bit integers, then the elements. Gzipped or not, whatever the name. Nothing is allocated on the header's word.
/// </summary>
public static class IdxFile
{
    private const int FirstPiece = 1 << 16;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="TrainingException">The file is missing, is no IDX file, or does not hold what its header says.</exception>
    public static IdxArray Read(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            return Read(file, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable.Because(path, e);
        }
    }

    /// <summary>Reads a stream.</summary>
    /// <param name="stream">The stream; it must be seekable.</param>
    /// <param name="name">The file's name, for messages.</param>
    /// <exception cref="TrainingException">The stream is no IDX file, or does not hold what its header says.</exception>
    public static IdxArray Read(Stream stream, string name)
    {
        if (!IsPacked(stream)) return ReadPlain(stream, name);
        try
        {
            using var unzipped = new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true);
            return ReadPlain(unzipped, name);
        }
        catch (InvalidDataException e)
        {
            throw new TrainingException($"{name}: the gzip data is damaged", e);
        }
    }

    /// <summary>Bytes of one element.</summary>
    /// <param name="type">The type.</param>
    internal static int SizeOf(IdxType type) => type switch
    {
        IdxType.UInt8 or IdxType.Int8 => 1,
        IdxType.Int16 => 2,
        IdxType.Int32 or IdxType.Float32 => 4,
        _ => 8,
    };

    /// <summary>Whether a stream is packed with gzip, by its first bytes, to which it returns.</summary>
    internal static bool IsPacked(Stream stream)
    {
        Span<byte> magic = stackalloc byte[2];
        int read = stream.ReadAtLeast(magic, 2, throwOnEndOfStream: false);
        stream.Position = 0;
        return read == 2 && magic is [0x1F, 0x8B];
    }

    /// <summary>Reads what stands before the elements.</summary>
    /// <param name="stream">The stream, not packed; it then stands at the elements.</param>
    /// <param name="name">The file's name, for messages.</param>
    /// <returns>Their type, the sizes of the axes, whether the first axis varies fastest, and where the elements begin.</returns>
    /// <exception cref="TrainingException">The stream is no IDX file.</exception>
    internal static (
        NumberType Type, IReadOnlyList<int> Dimensions, bool InFortranOrder, long Offset) ReadHeader(Stream stream, string name)
    {
        var (type, dimensions, _) = Header(stream, name, long.MaxValue);
        return (NumberType.Of(type), dimensions, false, 4 + 4 * dimensions.Length);
    }

    private static IdxArray ReadPlain(Stream stream, string name)
    {
        var (type, dimensions, bytes) = Header(stream, name, Array.MaxLength);
        return new IdxArray(name, type, dimensions, ReadElements(stream, name, dimensions, (int)bytes));
    }

    private static (IdxType Type, int[] Dimensions, long Bytes) Header(Stream stream, string name, long most)
    {
        Span<byte> header = stackalloc byte[4];
        if (stream.ReadAtLeast(header, 4, throwOnEndOfStream: false) < 4)
            throw new TrainingException($"{name}: expected an IDX header of 4 bytes, the file is shorter.");
        if (header[0] != 0 || header[1] != 0)
            throw new TrainingException(Invariant(
                $"{name}: expected an IDX file, which starts with two zero bytes, found {header[0]:X2} {header[1]:X2}."));
        var type = (IdxType)header[2];
        if (!Enum.IsDefined(type))
            throw new TrainingException(Invariant($"{name}: expected an IDX type code of 08, 09, 0B, 0C, 0D or 0E, found {header[2]:X2}."));
        if (header[3] == 0) throw new TrainingException($"{name}: expected one axis or more, found none.");

        int[] dimensions = new int[header[3]];
        Span<byte> size = stackalloc byte[4];
        long bytes = SizeOf(type);
        for (int axis = 0; axis < dimensions.Length; axis++)
        {
            if (stream.ReadAtLeast(size, 4, throwOnEndOfStream: false) < 4)
                throw new TrainingException(Invariant(
                    $"{name}: the header says {dimensions.Length} axes, but the file ends at axis {axis}."));
            dimensions[axis] = BinaryPrimitives.ReadInt32BigEndian(size);
            // Whether the product is too large is asked before it is made.
            bytes = dimensions[axis] < 0 || (dimensions[axis] > 0 && bytes > most / dimensions[axis]) ? -1 : bytes * dimensions[axis];
            if (bytes < 0)
                throw new TrainingException(Invariant(
                    $"{name}: the header says {string.Join("×", dimensions.Take(axis + 1).Select(d => (uint)d))} elements or more: too many."));
        }

        return (type, dimensions, bytes);
    }

    /// <summary>Grows as the data comes: a header may promise gigabytes that are not there.</summary>
    private static byte[] ReadElements(Stream stream, string name, int[] dimensions, int expected)
    {
        byte[] bytes = new byte[Math.Min(expected, FirstPiece)];
        int found = 0;
        while (true)
        {
            found += stream.ReadAtLeast(bytes.AsSpan(found), bytes.Length - found, throwOnEndOfStream: false);
            if (found < bytes.Length)
                throw new TrainingException(Invariant(
                    $"{name}: the header says {string.Join("×", dimensions)} elements, {expected} bytes; the file ends after {found} of them."));
            if (found == expected) break;
            Array.Resize(ref bytes, (int)Math.Min(expected, 4L * bytes.Length));
        }

        if (stream.ReadByte() >= 0)
            throw new TrainingException(Invariant(
                $"{name}: the header says {string.Join("×", dimensions)} elements, {expected} bytes; the file holds more."));
        return bytes;
    }
}

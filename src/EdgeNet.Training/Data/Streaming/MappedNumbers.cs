using System.Buffers.Binary;
using System.IO.MemoryMappedFiles;

namespace EdgeNet.Training.Data.Streaming;

/// <summary>The numbers of an array in a file that the system maps into memory and drops again as it likes.</summary>
internal sealed unsafe class MappedNumbers
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _first;
    private readonly long _length;

    /// <param name="path">The file.</param>
    /// <param name="offset">Where the first number lies.</param>
    /// <param name="count">Numbers.</param>
    /// <param name="type">Their type.</param>
    /// <exception cref="IOException">The file cannot be mapped, or is shorter.</exception>
    public MappedNumbers(string path, long offset, long count, NumberType type)
    {
        Type = type;
        _length = checked(count * type.Bytes);
        long whole = new FileInfo(path).Length;
        if (offset + _length > whole)
            throw new IOException(
                FormattableString.Invariant($"expected {_length} bytes of elements, the file ends after {whole - offset}"));
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        _view = _file.CreateViewAccessor(0, offset + _length, MemoryMappedFileAccess.Read);
        byte* start = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        _first = start + _view.PointerOffset + offset;
    }

    /// <summary>The type of the numbers.</summary>
    public NumberType Type { get; }

    /// <summary>The bytes of some of the numbers, as they stand in the file.</summary>
    /// <param name="first">The first number.</param>
    /// <param name="count">How many.</param>
    public ReadOnlySpan<byte> Bytes(long first, int count)
    {
        long start = first * Type.Bytes;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start + (long)count * Type.Bytes, _length);
        return new ReadOnlySpan<byte>(_first + start, count * Type.Bytes);
    }

    /// <summary>Reads some of the numbers.</summary>
    /// <param name="first">The first one.</param>
    /// <param name="values">Receives them.</param>
    public void Read(long first, Span<float> values)
    {
        ReadOnlySpan<byte> bytes = Bytes(first, values.Length);
        for (int i = 0; i < values.Length; i++) values[i] = Type.Element(bytes.Slice(i * Type.Bytes, Type.Bytes));
    }
}

using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static System.FormattableString;

namespace EdgeNet;

/// <summary>
/// A safetensors file: an index of its tensors over its bytes, which are not copied. Its structure has been checked, and its checksum if it
/// carries one; whether it fits a network is for <see cref="WeightsValidation"/> to say.
/// </summary>
/// <remarks>
/// Spans from a file opened by path point into the mapped file: they are valid until <see cref="Dispose"/>, while the file object is
/// reachable, and while nobody shortens the file on disk. <see cref="SafetensorsWriter"/> never does; it replaces files.
/// </remarks>
public sealed class SafetensorsFile : IParameterSource, IDisposable
{
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly IDisposable? _owner;
    private readonly SafetensorsHeader _header;
    private readonly Dictionary<string, SafetensorsTensor> _tensors;
    private WeightsMetadata? _metadata;
    private bool _disposed;

    private SafetensorsFile(ReadOnlyMemory<byte> bytes, IDisposable? owner, string name)
    {
        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException("Weights are read in place, and only little-endian processors can.");
        Name = name;
        _bytes = bytes;
        _owner = owner;
        ReadOnlySpan<byte> span = bytes.Span;
        _header = SafetensorsHeader.Read(span, name);
        if (span.Length < _header.FileLength)
            throw new WeightsException(Invariant($"{name}: truncated: expected {_header.FileLength} bytes, found {span.Length}."));
        if (span.Length > _header.FileLength)
            throw new WeightsException(Invariant($"{name}: bytes past its end: expected {_header.FileLength} bytes, found more."));
        CheckChecksum(span, _header, name);

        _tensors = new Dictionary<string, SafetensorsTensor>(_header.Tensors.Length);
        foreach (SafetensorsTensor tensor in _header.Tensors)
            _tensors.Add(tensor.Name, tensor);
    }

    /// <summary>The file's name, for errors.</summary>
    public string Name { get; }

    /// <summary>The fingerprint of the network it belongs to, if this project wrote the file; otherwise null.</summary>
    public string? Fingerprint => _header.Fingerprint;

    /// <summary>Class names, preparation of inputs and origin, as far as the file tells; read when first asked for.</summary>
    /// <exception cref="WeightsException">The file has metadata of this project that are not what they should be.</exception>
    public WeightsMetadata Metadata => _metadata ??= MetadataText.Read(_header.OwnMetadata, Name);

    /// <summary>The tensors, in the order of their data.</summary>
    public IReadOnlyList<SafetensorsTensor> Tensors => _header.Tensors;

    /// <summary>
    /// The tensors that are taken for a network's parameters although they have other names, by the parameters' names. Filled by
    /// <see cref="WeightsValidation.Check"/> for files of other tools, such as PyTorch's with "0.weight".
    /// </summary>
    public IReadOnlyDictionary<string, string> TakenFor { get; internal set; } = new Dictionary<string, string>();

    /// <summary>Opens a file, memory-mapped where it is a regular one.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="WeightsException">It is no safetensors file, or damaged.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read, or is a folder.</exception>
    public static SafetensorsFile Open(string path)
    {
        using var stream = new FileStream(
            path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0, FileOptions.None);
        // A pipe has no length, and an empty file cannot be mapped.
        if (!stream.CanSeek || stream.Length == 0)
            return Read(stream, path);
        SafetensorsSource.CheckLimit(stream.Length, path);
        return Own(SafetensorsSource.Map(stream), path);
    }

    /// <summary>Reads a file from a stream, seekable or not, to its end.</summary>
    /// <param name="stream">The stream, read from where it stands; it stays open.</param>
    /// <param name="name">What to call it in errors.</param>
    /// <exception cref="WeightsException">It is no safetensors file, or damaged.</exception>
    public static SafetensorsFile Read(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return new SafetensorsFile(SafetensorsSource.ReadToEnd(stream, name), owner: null, name);
    }

    /// <summary>Reads a file that is in memory, in place.</summary>
    /// <param name="bytes">The whole file; it must not change while the file is in use.</param>
    /// <param name="name">What to call it in errors.</param>
    /// <exception cref="WeightsException">It is no safetensors file, or damaged.</exception>
    public static SafetensorsFile Read(ReadOnlyMemory<byte> bytes, string name) => new(bytes, owner: null, name);

    /// <summary>Finds a tensor.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The tensor, or null if there is none of that name.</returns>
    public SafetensorsTensor? Find(string name) => _tensors.GetValueOrDefault(name);

    /// <inheritdoc/>
    /// <exception cref="WeightsException">There is no such tensor, or its elements are not floats of 32 or 16 bits.</exception>
    /// <exception cref="ObjectDisposedException">The file has been disposed.</exception>
    public ReadOnlySpan<float> GetParameter(string name)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (!_tensors.TryGetValue(TakenFor.TryGetValue(name, out string? other) ? other : name, out SafetensorsTensor? tensor))
            throw new WeightsException($"{Name}: tensor {WeightsText.Name(name)}: expected, not found.");
        if (!SafetensorsFormat.IsFloat(tensor.DataType))
            throw new WeightsException($"{Name}: tensor {WeightsText.Name(name)}: expected {SafetensorsFormat.Float32}, F16 or BF16, found {tensor.DataType}.");
        ReadOnlySpan<byte> bytes = _bytes.Span[(_header.DataStart + tensor.Begin)..(_header.DataStart + tensor.End)];
        if (tensor.DataType != SafetensorsFormat.Float32)
            return Widen(bytes, isHalf: tensor.DataType == SafetensorsFormat.Float16);
        return IsAligned(bytes) ? MemoryMarshal.Cast<byte, float>(bytes) : Copy(bytes);
    }

    /// <summary>Unmaps the file. Spans into it are no longer valid.</summary>
    public void Dispose()
    {
        _disposed = true;
        _owner?.Dispose();
    }

    /// <summary>Reads a file in native memory, in place, and takes that memory over.</summary>
    internal static SafetensorsFile Own(NativeBytes bytes, string name)
    {
        try
        {
            return new SafetensorsFile(bytes.Memory, bytes, name);
        }
        catch
        {
            ((IDisposable)bytes).Dispose();
            throw;
        }
    }

    private static void CheckChecksum(ReadOnlySpan<byte> bytes, SafetensorsHeader header, string name)
    {
        if (header.Checksum is null)
            return;
        Crc32C crc = default;
        crc.Append(bytes[..header.ChecksumStart]);
        crc.Append(SafetensorsFormat.NoChecksum);
        crc.Append(bytes[(header.ChecksumStart + SafetensorsFormat.ChecksumDigits)..]);
        string found = crc.Value.ToString("x8", CultureInfo.InvariantCulture);
        if (found != header.Checksum)
        {
            throw new WeightsException(
                $"{name}: damaged: expected checksum {WeightsText.Name(header.Checksum)}, found '{found}'.");
        }
    }

    /// <summary>Other writers need not align data to its elements.</summary>
    private static unsafe bool IsAligned(ReadOnlySpan<byte> bytes) =>
        (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(bytes)) % sizeof(float) == 0;

    private static float[] Widen(ReadOnlySpan<byte> bytes, bool isHalf)
    {
        float[] wide = new float[bytes.Length / sizeof(ushort)];
        for (int i = 0; i < wide.Length; i++)
        {
            ushort bits = BinaryPrimitives.ReadUInt16LittleEndian(bytes[(i * sizeof(ushort))..]);
            wide[i] = isHalf ? (float)BitConverter.UInt16BitsToHalf(bits) : BitConverter.Int32BitsToSingle(bits << 16);
        }

        return wide;
    }

    private static float[] Copy(ReadOnlySpan<byte> bytes)
    {
        float[] copy = new float[bytes.Length / sizeof(float)];
        bytes.CopyTo(MemoryMarshal.AsBytes(copy.AsSpan()));
        return copy;
    }
}

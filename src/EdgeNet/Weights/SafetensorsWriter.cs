using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using EdgeNet.Safety;
using static System.FormattableString;

namespace EdgeNet;

/// <summary>Writes safetensors files with a network's fingerprint and a checksum; other tools read them as they are.</summary>
public static class SafetensorsWriter
{
    /// <summary>Data begins at a multiple of this many bytes, so that a mapped file is aligned for the widest vectors.</summary>
    private const int Alignment = 64;

    /// <summary>The checksum comes first, where its place is known without looking for it.</summary>
    private static ReadOnlySpan<byte> Start => "{\"__metadata__\":{\"edgenet.checksum\":\""u8;

    /// <summary>
    /// Writes a network's parameters to a file, whole or not at all: a file that was there stays until the new one is complete.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="info">The network.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="metadata">Class names, preparation and origin; null for none.</param>
    /// <exception cref="WeightsException">A parameter is missing, of another length than its shape, or has a value that is no finite
    /// number.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, NetworkInfo info, IParameterSource parameters, WeightsMetadata? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(info);
        Write(path, info.Parameters, parameters, info.Fingerprint, metadata);
    }

    /// <summary>
    /// Writes a network's parameters as 16-bit floats, for half the size: each value is the nearest IEEE 754 binary16 of its own.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="info">The network.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="metadata">Class names, preparation and origin; null for none.</param>
    /// <exception cref="WeightsException">A parameter is missing, of another length than its shape, or has a value that is no finite
    /// number, or too large for 16 bits: above 65,504.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void WriteHalf(string path, NetworkInfo info, IParameterSource parameters, WeightsMetadata? metadata = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(info);
        var halves = new HalfParameters(info.Parameters, parameters);
        byte[] header = BuildHeader(path, info.Parameters, halves, info.Fingerprint, metadata);
        OutputFile.Write(path, stream => WriteTo(stream, header, info.Parameters, halves));
    }

    /// <summary>Writes tensors to a file, whole or not at all: a file that was there stays until the new one is complete.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tensors">Names and shapes, in the order to write them.</param>
    /// <param name="parameters">Their elements.</param>
    /// <param name="fingerprint">What the file belongs to; <see cref="NetworkInfo.Fingerprint"/> for a network's weights.</param>
    /// <param name="metadata">Class names, preparation and origin; null for none.</param>
    /// <exception cref="WeightsException">A tensor is missing, of another length than its shape, or has a value that is no finite
    /// number.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(
        string path, IReadOnlyList<ParameterInfo> tensors, IParameterSource parameters, string fingerprint, WeightsMetadata? metadata = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        byte[] header = BuildHeader(path, tensors, parameters, fingerprint, metadata);
        OutputFile.Write(path, stream => WriteTo(stream, header, tensors, parameters));
    }

    /// <summary>Writes tensors to a stream.</summary>
    /// <param name="stream">The stream; it stays open.</param>
    /// <param name="tensors">Names and shapes, in the order to write them.</param>
    /// <param name="parameters">Their elements.</param>
    /// <param name="fingerprint">What the file belongs to; <see cref="NetworkInfo.Fingerprint"/> for a network's weights.</param>
    /// <param name="metadata">Class names, preparation and origin; null for none.</param>
    /// <exception cref="WeightsException">A tensor is missing, of another length than its shape, or has a value that is no finite
    /// number.</exception>
    public static void Write(
        Stream stream, IReadOnlyList<ParameterInfo> tensors, IParameterSource parameters, string fingerprint, WeightsMetadata? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        WriteTo(stream, BuildHeader("stream", tensors, parameters, fingerprint, metadata), tensors, parameters);
    }

    private static void WriteTo(Stream stream, byte[] header, IReadOnlyList<ParameterInfo> tensors, IParameterSource parameters)
    {
        stream.Write(header);
        foreach (ParameterInfo tensor in tensors)
            stream.Write(Data(parameters, tensor.Name));
        GC.KeepAlive(parameters);
    }

    private static ReadOnlySpan<byte> Data(IParameterSource parameters, string name) => parameters is HalfParameters halves
        ? halves.GetBytes(name)
        : MemoryMarshal.AsBytes(parameters.GetParameter(name));

    /// <summary>Checks the tensors and makes everything that stands before the data, checksum included.</summary>
    private static byte[] BuildHeader(
        string file, IReadOnlyList<ParameterInfo> tensors, IParameterSource parameters, string fingerprint, WeightsMetadata? metadata)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentException.ThrowIfNullOrEmpty(fingerprint);
        if (!BitConverter.IsLittleEndian)
            throw new PlatformNotSupportedException("Weights are written as they lie in memory, and only little-endian processors can.");
        long dataLength = CheckTensors(file, tensors, parameters);

        ArrayBufferWriter<byte> json = WriteJson(tensors, fingerprint, metadata, parameters is HalfParameters);
        int length = (SafetensorsFormat.PrefixLength + json.WrittenCount + Alignment - 1) / Alignment * Alignment;
        SafetensorsSource.CheckLimit(length + dataLength, file);
        byte[] header = new byte[length];
        BinaryPrimitives.WriteInt64LittleEndian(header, length - SafetensorsFormat.PrefixLength);
        Span<byte> text = header.AsSpan(SafetensorsFormat.PrefixLength);
        text.Fill((byte)' ');
        json.WrittenSpan.CopyTo(text);

        Crc32C crc = default;
        crc.Append(header);
        foreach (ParameterInfo tensor in tensors)
            crc.Append(Data(parameters, tensor.Name));
        crc.Value.TryFormat(text.Slice(Start.Length, SafetensorsFormat.ChecksumDigits), out _, "x8", CultureInfo.InvariantCulture);
        return header;
    }

    /// <summary>Checks names, lengths and values.</summary>
    /// <returns>Bytes of data in all.</returns>
    private static long CheckTensors(string file, IReadOnlyList<ParameterInfo> tensors, IParameterSource parameters)
    {
        var names = new HashSet<string>();
        long end = 0;
        foreach (ParameterInfo tensor in tensors)
        {
            if (!names.Add(tensor.Name) || tensor.Name == SafetensorsFormat.Metadata)
                throw new ArgumentException($"The name {WeightsText.Name(tensor.Name)} is given twice, or is the format's own.", nameof(tensors));
            ReadOnlySpan<float> elements = parameters.GetParameter(tensor.Name);
            if (elements.Length != tensor.Length)
            {
                throw new WeightsException(Invariant(
                    $"{file}: tensor {WeightsText.Name(tensor.Name)}: expected {tensor.Length} elements, found {elements.Length}."));
            }
            if (WeightsValidation.NotFinite(elements) is { } problem)
                throw new WeightsException($"{file}: tensor {WeightsText.Name(tensor.Name)}: {problem}.");
            end += (long)(parameters is HalfParameters ? sizeof(ushort) : sizeof(float)) * tensor.Length;
            SafetensorsSource.CheckLimit(end, file);
        }
        return end;
    }

    private static ArrayBufferWriter<byte> WriteJson(IReadOnlyList<ParameterInfo> tensors, string fingerprint, WeightsMetadata? metadata, bool isHalf)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteStartObject(SafetensorsFormat.Metadata);
        json.WriteString(SafetensorsFormat.ChecksumKey, SafetensorsFormat.NoChecksum);
        json.WriteString(SafetensorsFormat.FingerprintKey, fingerprint);
        foreach ((string key, string value) in metadata is null ? [] : MetadataText.Write(metadata))
            json.WriteString(key, value);
        json.WriteEndObject();
        int end = 0;
        foreach (ParameterInfo tensor in tensors)
        {
            json.WriteStartObject(tensor.Name);
            json.WriteString("dtype", isHalf ? SafetensorsFormat.Float16 : SafetensorsFormat.Float32);
            json.WriteStartArray("shape");
            foreach (int axis in tensor.Shape)
                json.WriteNumberValue(axis);
            json.WriteEndArray();
            json.WriteStartArray("data_offsets");
            json.WriteNumberValue(end);
            end += (isHalf ? sizeof(ushort) : sizeof(float)) * tensor.Length;
            json.WriteNumberValue(end);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.Flush();
        return buffer;
    }
}

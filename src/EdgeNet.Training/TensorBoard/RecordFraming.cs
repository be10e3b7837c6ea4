using System.Buffers.Binary;
using System.Numerics;

namespace EdgeNet.Training.TensorBoard;

/// <summary>
/// TFRecord, the framing of TensorBoard's files: length (8 bytes, little-endian), its checksum, the record, the record's checksum. A
/// checksum is
/// CRC-32C (RFC 3720, appendix B.4), rotated and shifted, so that a checksum over bytes that hold checksums stays strong.
/// </summary>
internal static class RecordFraming
{
    private const uint MaskDelta = 0xA282EAD8;

    /// <summary>Writes one record.</summary>
    public static void Write(Stream stream, ReadOnlySpan<byte> record)
    {
        Span<byte> head = stackalloc byte[12];
        BinaryPrimitives.WriteUInt64LittleEndian(head, (ulong)record.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(head[8..], Masked(head[..8]));
        Span<byte> tail = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(tail, Masked(record));
        stream.Write(head);
        stream.Write(record);
        stream.Write(tail);
    }

    /// <summary>The masked checksum of bytes.</summary>
    internal static uint Masked(ReadOnlySpan<byte> bytes) => BitOperations.RotateRight(Checksum(bytes), 15) + MaskDelta;

    /// <summary>CRC-32C.</summary>
    internal static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes) crc = BitOperations.Crc32C(crc, value);
        return ~crc;
    }
}

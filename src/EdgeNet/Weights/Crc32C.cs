using System.Buffers.Binary;
using System.Numerics;

namespace EdgeNet;

/// <summary>
/// CRC-32C (Castagnoli; RFC 3720, appendix B.4): finds every change within 32 neighbouring bits, and misses one in 2^32 of all others.
/// x64 and Arm64 have an instruction for it.
/// </summary>
internal struct Crc32C
{
    /// <summary>The checksum of the bytes appended so far; 0 at first.</summary>
    public uint Value { get; private set; }

    /// <summary>Takes more bytes in.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        uint crc = ~Value;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (byte value in bytes)
            crc = BitOperations.Crc32C(crc, value);
        Value = ~crc;
    }
}

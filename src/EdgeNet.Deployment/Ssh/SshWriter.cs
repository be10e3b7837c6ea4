using System.Buffers.Binary;

namespace EdgeNet.Deployment.Ssh;

/// <summary>Writes what SSH sends (RFC 4251, 5).</summary>
internal sealed class SshWriter
{
    private readonly MemoryStream _bytes = new();

    /// <summary>All that was written.</summary>
    public byte[] Bytes => _bytes.ToArray();

    /// <summary>Writes a byte.</summary>
    public SshWriter Byte(byte value)
    {
        _bytes.WriteByte(value);
        return this;
    }

    /// <summary>Writes a number of four bytes.</summary>
    public SshWriter Number(uint value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        _bytes.Write(bytes);
        return this;
    }

    /// <summary>Writes bytes, and how many they are before them.</summary>
    public SshWriter Text(ReadOnlySpan<byte> value)
    {
        Number((uint)value.Length);
        _bytes.Write(value);
        return this;
    }
}

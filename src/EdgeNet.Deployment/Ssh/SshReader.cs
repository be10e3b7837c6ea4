using System.Buffers.Binary;

namespace EdgeNet.Deployment.Ssh;

/// <summary>Reads what SSH sends (RFC 4251, 5), and nothing past its end.</summary>
/// <param name="bytes">The bytes.</param>
internal sealed class SshReader(byte[] bytes)
{
    private int _next;

    /// <summary>Reads a byte.</summary>
    /// <exception cref="IOException">There is none.</exception>
    public byte Byte() => Take(1)[0];

    /// <summary>Reads a number of four bytes.</summary>
    /// <exception cref="IOException">There is none.</exception>
    public uint Number() => BinaryPrimitives.ReadUInt32BigEndian(Take(sizeof(uint)));

    /// <summary>Reads bytes that have their count before them.</summary>
    /// <exception cref="IOException">They are not all there.</exception>
    public ReadOnlySpan<byte> Text() => Take(Number());

    private ReadOnlySpan<byte> Take(uint count)
    {
        if (count > bytes.Length - _next)
            throw new IOException(FormattableString.Invariant($"Expected {count} bytes, found {bytes.Length - _next}."));
        ReadOnlySpan<byte> taken = bytes.AsSpan(_next, (int)count);
        _next += (int)count;
        return taken;
    }
}

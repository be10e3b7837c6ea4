using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace EdgeNet.Deployment.Ssh;

/// <summary>A machine's public key.</summary>
/// <param name="type">Its type, such as ssh-ed25519.</param>
/// <param name="blob">The key as SSH sends it (RFC 4253, 6.6).</param>
public sealed class HostKey(string type, byte[] blob)
{
    private const int LongestType = 64;

    /// <summary>Its type, such as ssh-ed25519.</summary>
    public string Type { get; } = type;

    /// <summary>The key as a line of known_hosts has it.</summary>
    public string Base64 => Convert.ToBase64String(blob);

    /// <summary>What people compare: SHA256: and 43 characters, as ssh-keygen -l shows it.</summary>
    public string Fingerprint => "SHA256:" + Convert.ToBase64String(SHA256.HashData(blob)).TrimEnd('=');

    /// <summary>Takes a key that a machine has sent.</summary>
    /// <param name="blob">The key, which names its type itself.</param>
    /// <exception cref="FormatException">It is none.</exception>
    public static HostKey FromBlob(byte[] blob)
    {
        ArgumentNullException.ThrowIfNull(blob);
        uint length = blob.Length >= sizeof(uint) ? BinaryPrimitives.ReadUInt32BigEndian(blob) : 0;
        if (length is 0 or > LongestType || length > blob.Length - sizeof(uint))
            throw new FormatException("expected a public key, found bytes that name no type of one");
        ReadOnlySpan<byte> type = blob.AsSpan(sizeof(uint), (int)length);
        if (type.ContainsAnyExceptInRange((byte)'!', (byte)'~'))
            throw new FormatException("expected a public key, found bytes that name no type of one");
        return new HostKey(Encoding.ASCII.GetString(type), blob);
    }

    /// <summary>Whether it is the same key.</summary>
    /// <param name="other">Another key as SSH sends it.</param>
    public bool IsSame(ReadOnlySpan<byte> other) => blob.AsSpan().SequenceEqual(other);
}

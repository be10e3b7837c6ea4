using System.Buffers.Binary;
using System.Net.Sockets;

namespace EdgeNet.Deployment.Ssh;

/// <summary>
/// The agent that keeps private keys and signs with them (draft-ietf-sshm-ssh-agent): keys with a pass phrase, and keys in hardware, need
/// no further question. SSH.NET has none. Each request has a connection of its own.
/// </summary>
/// <param name="socket">The path of its socket.</param>
internal sealed class SshAgent(string socket)
{
    /// <summary>An RSA key's signature is to use SHA-256.</summary>
    public const uint RsaSha256 = 2;

    /// <summary>An RSA key's signature is to use SHA-512.</summary>
    public const uint RsaSha512 = 4;

    private const byte RequestIdentities = 11;
    private const byte IdentitiesAnswer = 12;
    private const byte SignRequest = 13;
    private const byte SignResponse = 14;
    private const int MostBytes = 256 << 10;
    private const int MostKeys = 64;
    // A key in hardware waits for a finger.
    private const int Patience = 60_000;

    /// <summary>The agent of an environment.</summary>
    /// <param name="socket">Its socket; null for that of the environment, empty for none.</param>
    /// <returns>Null where there is none.</returns>
    public static SshAgent? Find(string? socket)
    {
        socket ??= Environment.GetEnvironmentVariable("SSH_AUTH_SOCK");
        return socket is { Length: > 0 } && File.Exists(socket) ? new SshAgent(socket) : null;
    }

    /// <summary>The public keys whose private ones it has; none where it does not answer as an agent.</summary>
    public IReadOnlyList<byte[]> Keys()
    {
        var keys = new List<byte[]>();
        try
        {
            var answer = new SshReader(Ask(new SshWriter().Byte(RequestIdentities)));
            if (answer.Byte() != IdentitiesAnswer)
                return [];
            for (uint count = Math.Min(answer.Number(), MostKeys); count > 0; count--)
            {
                keys.Add(answer.Text().ToArray());
                answer.Text();
            }
        }
        catch (Exception error) when (error is IOException or SocketException or ArgumentException)
        {
            // Without it there are still the files.
        }

        return keys;
    }

    /// <summary>Signs.</summary>
    /// <param name="key">The public key.</param>
    /// <param name="data">What is signed.</param>
    /// <param name="flags">0, or which hash an RSA key uses.</param>
    /// <exception cref="IOException">It does not.</exception>
    public byte[] Sign(byte[] key, byte[] data, uint flags)
    {
        try
        {
            var answer = new SshReader(Ask(new SshWriter().Byte(SignRequest).Text(key).Text(data).Number(flags)));
            return answer.Byte() == SignResponse
                ? answer.Text().ToArray()
                : throw new IOException($"{socket}: the agent does not sign with its key.");
        }
        catch (SocketException error)
        {
            throw new IOException($"{socket}: the agent does not answer: {error.Message}", error);
        }
    }

    private byte[] Ask(SshWriter request)
    {
        using var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
        {
            ReceiveTimeout = Patience,
            SendTimeout = Patience,
        };
        connection.Connect(new UnixDomainSocketEndPoint(socket));
        using var stream = new NetworkStream(connection);
        stream.Write(new SshWriter().Text(request.Bytes).Bytes);
        byte[] length = new byte[sizeof(uint)];
        stream.ReadExactly(length);
        uint count = BinaryPrimitives.ReadUInt32BigEndian(length);
        if (count is 0 or > MostBytes)
            throw new IOException($"{socket}: expected an answer of at most {MostBytes >> 10} KiB, found {count} bytes.");
        byte[] answer = new byte[count];
        stream.ReadExactly(answer);
        return answer;
    }
}

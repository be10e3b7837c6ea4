using Renci.SshNet;
using Renci.SshNet.Security;

namespace EdgeNet.Deployment.Ssh;

/// <summary>A private key that an agent has, for SSH.NET.</summary>
internal sealed class AgentKey : IPrivateKeySource
{
    private const string Rsa = "ssh-rsa";

    private AgentKey(IReadOnlyCollection<HostAlgorithm> algorithms) => HostKeyAlgorithms = algorithms;

    /// <inheritdoc/>
    public IReadOnlyCollection<HostAlgorithm> HostKeyAlgorithms { get; }

    /// <summary>Takes a key of an agent.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="blob">The public key.</param>
    /// <returns>Null for what is no key.</returns>
    public static AgentKey? Of(SshAgent agent, byte[] blob)
    {
        string type;
        try
        {
            type = HostKey.FromBlob(blob).Type;
        }
        catch (FormatException)
        {
            return null;
        }

        // RSA with SHA-1 is no longer taken.
        return new AgentKey(type == Rsa
            ?
            [
                new Algorithm("rsa-sha2-512", agent, blob, SshAgent.RsaSha512),
                new Algorithm("rsa-sha2-256", agent, blob, SshAgent.RsaSha256),
            ]
            : [new Algorithm(type, agent, blob, 0)]);
    }

    private sealed class Algorithm(string name, SshAgent agent, byte[] blob, uint flags) : HostAlgorithm(name)
    {
        public override byte[] Data => blob;

        public override byte[] Sign(byte[] data) => agent.Sign(blob, data, flags);

        public override bool VerifySignature(byte[] data, byte[] signature) =>
            throw new NotSupportedException("An agent signs; it does not verify.");
    }
}

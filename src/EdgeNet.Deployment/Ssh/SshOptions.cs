namespace EdgeNet.Deployment.Ssh;

/// <summary>How a machine is reached over SSH.</summary>
/// <param name="Destination">The machine, and who logs in.</param>
public sealed record SshOptions(SshDestination Destination)
{
    /// <summary>Files with private keys; empty for those in ~/.ssh with their usual names.</summary>
    public IReadOnlyList<string> Identities { get; init; } = [];

    /// <summary>Files of known host keys, the first of which takes new ones; empty for those that ssh has.</summary>
    public IReadOnlyList<string> KnownHostsFiles { get; init; } = [];

    /// <summary>The fingerprint of a host key that is taken though it is not known, SHA256:…; null for none.</summary>
    public string? AcceptedFingerprint { get; init; }

    /// <summary>The agent's socket; null for that of the environment, empty for none.</summary>
    public string? AgentSocket { get; init; }

    /// <summary>How long connecting may take, and an answer to each step of it: a busy board takes its time to log somebody in.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);
}

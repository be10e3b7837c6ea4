namespace EdgeNet.Deployment.Ssh;

/// <summary>What is known of a host key.</summary>
public enum HostKeyVerdict
{
    /// <summary>No key of this host is known.</summary>
    Unknown,

    /// <summary>It is the host's.</summary>
    Known,

    /// <summary>The host has had another one: it was installed anew, or this is another machine.</summary>
    Changed,

    /// <summary>It is marked as stolen or withdrawn.</summary>
    Revoked,
}

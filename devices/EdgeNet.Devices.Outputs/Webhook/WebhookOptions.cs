namespace EdgeNet.Devices.Outputs.Webhook;

/// <summary>Where events are posted to, and how the receiver knows that they are ours.</summary>
public sealed record WebhookOptions
{
    /// <summary>The address, http or https. User and password may not stand in it.</summary>
    public required Uri Address { get; init; }

    /// <summary>A token for "Authorization: Bearer …"; null for none.</summary>
    public string? BearerToken { get; init; }

    /// <summary>
    /// The key that bodies are signed with, as <see href="https://www.standardwebhooks.com">Standard Webhooks</see> says: base 64 with or
    /// without "whsec_" before it, of 24 to 64 bytes; null for no signature.
    /// </summary>
    public string? Secret { get; init; }

    /// <summary>Whether bodies have the crop that was read.</summary>
    public bool WithEvidence { get; init; }

    /// <summary>Whether events in which nothing was accepted are left out.</summary>
    public bool OnlyAccepted { get; init; }

    /// <summary>The most that a post may take, from connecting to the answer's headers.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A PEM file with the authorities that the server's certificate may come from; null for those of the system.</summary>
    public string? CaFile { get; init; }

    /// <summary>The address without what may be secret in it; so are token and key.</summary>
    public override string ToString() => Address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    /// <exception cref="ArgumentException">A value is out of its range; the message names it.</exception>
    internal void Validate()
    {
        if (Address is not { IsAbsoluteUri: true } || (Address.Scheme != Uri.UriSchemeHttp && Address.Scheme != Uri.UriSchemeHttps))
            throw new ArgumentException("Address: expected one that begins with http:// or https://, found another.");
        if (Address.UserInfo.Length > 0)
            throw new ArgumentException("Address: expected no user and password in it, found some: use a token or a secret.");
        if (Timeout <= TimeSpan.Zero)
            throw new ArgumentException($"Timeout: expected more than 0, found {Timeout}.");
        if (BearerToken is not null && (BearerToken.Length == 0 || BearerToken.AsSpan().ContainsAnyExceptInRange('!', '~')))
            throw new ArgumentException("BearerToken: expected printable characters of ASCII without spaces, found others.");
    }
}

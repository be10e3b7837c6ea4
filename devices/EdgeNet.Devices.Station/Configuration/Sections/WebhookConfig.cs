namespace EdgeNet.Devices.Station.Configuration.Sections;

/// <summary>[webhook]: an address that events are posted to.</summary>
public sealed record WebhookConfig
{
    /// <summary>The address; null for none.</summary>
    public Uri? Address { get; init; }

    /// <summary>A bearer token; null for none.</summary>
    public string? Token { get; init; }

    /// <summary>The key of a signature (HMAC-SHA256); null for none.</summary>
    public string? Secret { get; init; }

    /// <summary>The most that a request may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);
}

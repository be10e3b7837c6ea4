using System.Net;

namespace EdgeNet.Devices.Station.Configuration.Sections;

/// <summary>[page]: the status page.</summary>
public sealed record PageConfig
{
    /// <summary>Whether there is one.</summary>
    public bool IsEnabled { get; init; } = true;

    /// <summary>The address it listens on.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port.</summary>
    public int Port { get; init; } = 8080;

    /// <summary>What it asks of whoever does not come from this machine; required where it listens to others.</summary>
    public string? Token { get; init; }

    /// <summary>The folder that corrected readings are kept in as labelled samples; null for none.</summary>
    public string? Samples { get; init; }
}

using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeNet.Devices.Status;

/// <summary>Where the page is, and who may see it.</summary>
public sealed record StatusOptions
{
    /// <summary>
    /// The address to listen on. Other than a loopback one it needs a <see cref="Token"/>. The page speaks HTTP: beyond a network that is
    /// trusted, put a proxy with TLS before it, or come through <c>ssh -L 8080:localhost:8080 pi@host</c>.
    /// </summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port, 0 to 65,535; 0 for any that is free.</summary>
    public int Port { get; init; } = 8080;

    /// <summary>The secret that opens the page: 16 to 256 of the characters ! to ~; null for none.</summary>
    public string? Token { get; init; }

    /// <summary>
    /// The most connections at a time, 8 to 1,024. A new one takes the place of the oldest that has shown no right to be there.
    /// </summary>
    public int MaxConnections { get; init; } = 64;

    /// <summary>Where the page's own faults are told.</summary>
    public ILoggerFactory Logging { get; init; } = NullLoggerFactory.Instance;

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}

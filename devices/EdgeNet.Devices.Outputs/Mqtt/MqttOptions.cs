using System.Globalization;
using System.Net;

namespace EdgeNet.Devices.Outputs.Mqtt;

/// <summary>Which broker, and what is published there.</summary>
public sealed record MqttOptions
{
    /// <summary>The broker's name or address.</summary>
    public required string Host { get; init; }

    /// <summary>Its port; null for 1883, or 8883 with TLS.</summary>
    public int? Port { get; init; }

    /// <summary>The device's name: a level of its topics, and what Home Assistant shows.</summary>
    public required string Device { get; init; }

    /// <summary>Whether the connection is encrypted, and the broker's certificate checked.</summary>
    public bool UseTls { get; init; }

    /// <summary>A PEM file with the authorities that the broker's certificate may come from; null for those of the system.</summary>
    public string? CaFile { get; init; }

    /// <summary>A PEM file with this device's certificate, for brokers that ask for one; null for none.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>A PEM file with that certificate's key, unencrypted.</summary>
    public string? KeyFile { get; init; }

    /// <summary>The user; null for none.</summary>
    public string? User { get; init; }

    /// <summary>The password.</summary>
    public string? Password { get; init; }

    /// <summary>The protocol's version.</summary>
    public MqttVersion Version { get; init; } = MqttVersion.V5;

    /// <summary>What topics begin with.</summary>
    public string BaseTopic { get; init; } = "edgenet";

    /// <summary>What the topics of Home Assistant's discovery begin with; null tells Home Assistant nothing.</summary>
    public string? DiscoveryPrefix { get; init; } = "homeassistant";

    /// <summary>What Home Assistant is to know; one sensor for the whole picture if empty.</summary>
    public IReadOnlyList<MqttSensor> Sensors { get; init; } = [];

    /// <summary>The program's version, which Home Assistant shows.</summary>
    public string? SoftwareVersion { get; init; }

    /// <summary>The most messages that wait for the broker's answer, 1 to 1,000; fewer where the broker says so.</summary>
    public int MaxInFlight { get; init; } = 16;

    /// <summary>The most that connecting, or the answer to a message, may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a quiet connection is tried; one that is dead is known after one and a half times this.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether a password goes over the network in clear, for everybody on the way to read.</summary>
    public bool SendsPasswordInClear => Password is not null && !UseTls && !IsThisMachine(Host);

    /// <summary>What the broker knows this device by.</summary>
    internal string ClientId => $"edgenet-{MqttTopics.Level(Device)}";

    /// <summary>The port that is connected to.</summary>
    internal int EffectivePort => Port ?? (UseTls ? 8883 : 1883);

    /// <summary>Host and port: the password is shown nowhere.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Host}:{EffectivePort}");

    /// <exception cref="ArgumentException">A value is out of its range; the message names it.</exception>
    internal void Validate()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Host, nameof(Host));
        ArgumentException.ThrowIfNullOrWhiteSpace(Device, nameof(Device));
        CheckRange(EffectivePort, 65535, nameof(Port));
        CheckRange(MaxInFlight, 1000, nameof(MaxInFlight));
        if (CertificateFile is null != KeyFile is null)
            throw new ArgumentException("CertificateFile and KeyFile: expected both or none, found one.");
        if (KeepAlive < TimeSpan.FromSeconds(1) || KeepAlive > TimeSpan.FromSeconds(ushort.MaxValue))
            throw new ArgumentException($"KeepAlive: expected 1 s to 18 h, found {KeepAlive}.");
        if (Timeout <= TimeSpan.Zero)
            throw new ArgumentException($"Timeout: expected more than 0, found {Timeout}.");
        MqttTopics.Check(BaseTopic, nameof(BaseTopic));
        if (DiscoveryPrefix is not null)
            MqttTopics.Check(DiscoveryPrefix, nameof(DiscoveryPrefix));
    }

    private static bool IsThisMachine(string host) =>
        IPAddress.TryParse(host, out IPAddress? address)
            ? IPAddress.IsLoopback(address)
            : host.Equals("localhost", StringComparison.OrdinalIgnoreCase);

    private static void CheckRange(int value, int most, string name)
    {
        if (value < 1 || value > most)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{name}: expected 1 to {most}, found {value}."));
    }
}

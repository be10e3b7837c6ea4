namespace EdgeNet.Devices.Station.Configuration.Sections;

/// <summary>[mqtt]: a broker that events go to.</summary>
public sealed record MqttConfig
{
    /// <summary>The broker's name or address; null for none.</summary>
    public string? Host { get; init; }

    /// <summary>Its port; null for 1883, or 8883 with TLS.</summary>
    public int? Port { get; init; }

    /// <summary>Whether the connection is encrypted, and the broker's certificate checked.</summary>
    public bool UseTls { get; init; }

    /// <summary>A PEM file with the authorities that the broker's certificate may come from; null for those of the system.</summary>
    public string? CaFile { get; init; }

    /// <summary>A PEM file with this device's certificate; null for none.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>A PEM file with that certificate's key.</summary>
    public string? KeyFile { get; init; }

    /// <summary>The user; null for none.</summary>
    public string? User { get; init; }

    /// <summary>The password.</summary>
    public string? Password { get; init; }

    /// <summary>What topics begin with.</summary>
    public string Topic { get; init; } = "edgenet";

    /// <summary>The device's name in topics and in Home Assistant; null for the host's.</summary>
    public string? Device { get; init; }

    /// <summary>What the topics of Home Assistant's discovery begin with; null where it is not told.</summary>
    public string? Discovery { get; init; } = "homeassistant";
}

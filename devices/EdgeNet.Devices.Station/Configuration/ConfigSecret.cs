namespace EdgeNet.Devices.Station.Configuration;

/// <summary>A secret that a configuration has: where it stands, not what it is.</summary>
/// <param name="Key">Table and key: "mqtt.password".</param>
/// <param name="File">The file that it was read from; null where it stands in the configuration itself.</param>
public sealed record ConfigSecret(string Key, string? File);

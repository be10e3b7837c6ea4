namespace EdgeNet.Devices.Outputs.Mqtt;

/// <summary>What Home Assistant is told of a region's value.</summary>
/// <param name="Region">The region's name, as events have it; null for the whole picture.</param>
/// <param name="Name">The name that is shown.</param>
public sealed record MqttSensor(string? Region, string Name)
{
    /// <summary>The unit, such as "m³" or "kWh"; null where the value is no quantity.</summary>
    public string? Unit { get; init; }

    /// <summary>Home Assistant's class of the quantity, such as "water", "gas" or "energy"; null for none.</summary>
    public string? DeviceClass { get; init; }

    /// <summary>"total_increasing" for a meter, "measurement" for a gauge; null for none.</summary>
    public string? StateClass { get; init; }
}

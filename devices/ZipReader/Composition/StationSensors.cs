using EdgeNet.Devices.Outputs.Mqtt;
using EdgeNet.Devices.Station.Regions;

namespace EdgeNet.ZipReader.Composition;

/// <summary>What Home Assistant is told of the regions.</summary>
internal static class StationSensors
{
    /// <summary>A sensor for each region.</summary>
    internal static IReadOnlyList<MqttSensor> Of(IReadOnlyList<RegionSpec> regions)
    {
        var sensors = new List<MqttSensor>();
        foreach (RegionSpec region in regions)
        {
            sensors.Add(new MqttSensor(region.Name, region.Name ?? "Reading")
            {
                Unit = region.Unit,
                DeviceClass = region.DeviceClass,
                // A counter grows, and begins again with zeros.
                StateClass = region.Counter is not null ? "total_increasing" : region.Unit is not null ? "measurement" : null,
            });
        }

        return sensors;
    }
}

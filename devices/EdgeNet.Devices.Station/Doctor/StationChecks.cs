using EdgeNet.Devices.Station.Configuration;
using EdgeNet.Devices.Station.Doctor.Checks;
using EdgeNet.Devices.Station.Weights;

namespace EdgeNet.Devices.Station.Doctor;

/// <summary>
/// The checks of a configuration. Whoever knows more of the store or the broker puts checks of its own in their place, by name.
/// </summary>
public static class StationChecks
{
    private const int MqttPort = 1883;
    private const int MqttTlsPort = 8883;

    /// <summary>Makes the checks.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="weights">The network; null where weights are not checked.</param>
    /// <param name="others">Checks that take the place of those of the same name, or come after them.</param>
    public static IReadOnlyList<IDoctorCheck> Of(StationConfig config, NetworkKind? weights, params IReadOnlyList<IDoctorCheck> others)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(others);
        string? storeFolder = config.Store.Path is { } path ? Path.GetDirectoryName(Path.GetFullPath(path)) : null;
        Uri? hook = config.Webhook.Address;
        int mqttPort = config.Mqtt.Port ?? (config.Mqtt.UseTls ? MqttTlsPort : MqttPort);
        var camera = new CameraCheck(config.Camera);
        var checks = new List<IDoctorCheck>
        {
            camera,
            new AlignCheck(config.Align, config.Camera, () => camera.Size),
            new GpioCheck(config.Gpio),
            new DisplayCheck(config.Display),
            new FolderCheck("store", storeFolder, "path in [store]", config.Store.MaxBytes),
            new AddressCheck("broker", config.Mqtt.Host, mqttPort, config.Mqtt.UseTls, "host in [mqtt]") { CaFile = config.Mqtt.CaFile },
            new AddressCheck("webhook", hook?.IdnHost, hook?.Port ?? 0, hook?.Scheme == Uri.UriSchemeHttps, "url in [webhook]")
            {
                CaFile = config.Webhook.CaFile,
            },
            new TimeCheck(TimeProvider.System),
            new FolderCheck("disk", Path.GetTempPath(), "the temporary folder", 0),
        };
        if (weights is not null)
            checks.Add(new WeightsCheck(weights, config.Weights.Folder));
        foreach (IDoctorCheck other in others)
        {
            int index = checks.FindIndex(check => check.Name == other.Name);
            if (index >= 0)
                checks[index] = other;
            else
                checks.Add(other);
        }

        return checks;
    }
}

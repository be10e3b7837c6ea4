using EdgeNet.Devices.Outputs.Store;
using EdgeNet.Devices.Station.Configuration;
using EdgeNet.Devices.Station.Configuration.Sections;
using EdgeNet.Devices.Station.Doctor;
using EdgeNet.Devices.Station.Doctor.Checks;

namespace EdgeNet.ZipReader.Composition;

/// <summary>The doctor's checks: the station's own, and those of what only this program knows.</summary>
internal static class ProgramChecks
{
    // Under the doctor's own limit, so that a large store is said to be large, not to hang.
    private static readonly TimeSpan StoreTime = TimeSpan.FromSeconds(10);

    /// <summary>All checks.</summary>
    internal static IReadOnlyList<IDoctorCheck> Of(StationConfig config) =>
        StationChecks.Of(
            config,
            StationNetwork.Kind,
            [
                new DelegateCheck("regions", _ => RegionChecks.Regions(config, StationFolder.Regions(config.Read))),
                new DelegateCheck("networks", _ => RegionChecks.Networks(config, StationFolder.Regions(config.Read))),
                new DelegateCheck("store", cancellation => Store(config.Store, cancellation)),
                new BrokerCheck(config),
                new DelegateCheck("outputs", _ => Outputs(config)),
                new PageCheck(config.Page),
            ]);

    private static CheckResult Store(StoreConfig store, CancellationToken cancellation)
    {
        string? folder = store.Path is null ? null : Path.GetDirectoryName(Path.GetFullPath(store.Path));
        CheckResult room = new FolderCheck("store", folder, "path in [store]", store.MaxBytes).Run(cancellation);
        if (store.Path is not { } path || room.Status == CheckStatus.Failed || !File.Exists(path))
            return room;
        try
        {
            StoreCheck check = StoreCheck.Run(path, StoreTime, cancellation);
            if (check.Problems.Count > 0)
            {
                return CheckResult.Failed(
                    $"{path}: damaged: {string.Join("; ", check.Problems)}",
                    $"sudo systemctl restart zipreader keeps it as {path}.damaged and begins a new one; check card and power supply");
            }

            return check.IsComplete ? room with { Finding = $"{path}: sound; {room.Finding}" } : room;
        }
        catch (StoreException error)
        {
            return CheckResult.Failed(error.Message);
        }
    }

    private static CheckResult Outputs(StationConfig config)
    {
        if (config.Mqtt.Host is null && config.Webhook.Address is null)
            return CheckResult.Unused("no host in [mqtt], no url in [webhook]");
        try
        {
            StationOutputs.Check(config);
            return CheckResult.Ok("their configuration holds together");
        }
        catch (SetupException error)
        {
            return CheckResult.Failed(error.Message, "mend the line in the configuration");
        }
    }
}

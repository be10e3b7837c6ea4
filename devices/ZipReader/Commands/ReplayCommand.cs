using EdgeNet.Devices.Station.Configuration;
using EdgeNet.Devices.Station.Recording;
using EdgeNet.Devices.Station.Triggers;
using EdgeNet.ZipReader.Composition;

namespace EdgeNet.ZipReader.Commands;

/// <summary>Reads recorded frames as the camera's, and ends with them.</summary>
internal static class ReplayCommand
{
    private const int MostTimes = 1_000_000;

    internal static int Run(string[] args)
    {
        CommandArguments arguments = CommandArguments.Parse("replay", args, 1, "--config", "--fast!", "--times");
        if (arguments.Others.Count == 0)
            throw new UsageException("replay: expected the folder of a recording, found none");
        StationConfig config = ConfigFile.Load(arguments["--config"]);
        int times = arguments.Number("--times", 1, MostTimes) ?? 1;
        var device = new ReplayDevice(arguments.Others[0], isPaced: !arguments.Has("--fast"), times);
        // A recording that is none is said at once: a camera would be waited for.
        device.Open().Dispose();
        // Nobody presses the button of a recording, and its end is to be reached.
        if (config.Trigger.Kind is TriggerKind.Button or TriggerKind.Request or TriggerKind.Interval)
            config = config with { Trigger = config.Trigger with { Kind = TriggerKind.Continuous } };
        return StationRunner.Run(config, device);
    }
}

using EdgeNet.Devices;
using EdgeNet.Devices.Station.Configuration;
using EdgeNet.Devices.Station.Logging;
using EdgeNet.Devices.Station.Systemd;

namespace EdgeNet.ZipReader.Composition;

/// <summary>What a station stands on. Whoever made it disposes it, after the station.</summary>
internal sealed record HostParts
{
    internal required StationConfig Config { get; init; }

    internal required StationLog Log { get; init; }

    internal required SystemdNotifier Notifier { get; init; }

    /// <summary>The standard output.</summary>
    internal required Stream Output { get; init; }

    /// <summary>Frames in place of the camera's; null for none.</summary>
    internal IFrameDevice? Replay { get; init; }
}

using EdgeNet.Devices.Station.Loop;

namespace EdgeNet.Devices.Station.Logging;

/// <summary>Writes what the loop tells into the log.</summary>
/// <param name="log">The log.</param>
public sealed class LogObserver(StationLog log) : IStationObserver
{
    private const string Camera = "camera";

    /// <inheritdoc/>
    public void OnFault(FrameException fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        log.Error(Camera, fault.Message);
    }

    /// <inheritdoc/>
    public void OnFramesAgain() => log.Info(Camera, "gives pictures again");

    /// <inheritdoc/>
    public void OnWarning(string message) => log.Warning("station", message);
}

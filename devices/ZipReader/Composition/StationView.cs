using EdgeNet.Devices;
using EdgeNet.Devices.Station.Configuration;
using EdgeNet.Devices.Station.Live;
using EdgeNet.Devices.Station.Logging;
using EdgeNet.Devices.Station.Triggers;
using EdgeNet.Devices.Status;
using EdgeNet.Vision.Reading;
using Level = Microsoft.Extensions.Logging.LogLevel;

namespace EdgeNet.ZipReader.Composition;

/// <summary>The station as its page sees it.</summary>
/// <param name="name">Its name.</param>
/// <param name="picture">The newest picture.</param>
/// <param name="regions">What is read.</param>
/// <param name="bell">What asks for readings.</param>
/// <param name="log">The log.</param>
/// <param name="health">What it does, and what is wrong.</param>
internal sealed class StationView(
    string name, LivePicture picture, StationRegions regions, TriggerBell bell, StationLog log, StationHealth health) : IStation
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public bool CanTrigger => true;

    /// <summary>The device's name: what the configuration calls it, or the host.</summary>
    internal static string NameOf(StationConfig config) => config.Mqtt.Device ?? Environment.MachineName;

    /// <inheritdoc/>
    public bool TryCopyPicture(FrameBuffer into, out IReadOnlyList<StationDigit> digits)
    {
        digits = [];
        if (!picture.TryCopy(into, out IReadOnlyList<LiveBox> boxes))
            return false;
        var all = new List<StationDigit>();
        foreach (LiveBox box in boxes)
        {
            foreach (ReadSymbol symbol in box.Symbols)
            {
                PixelBox at = symbol.Box;
                all.Add(new StationDigit(symbol.Character, symbol.Confidence, at.X, at.Y, at.Width, at.Height));
            }
        }

        digits = all;
        return true;
    }

    /// <inheritdoc/>
    public StationStatus GetStatus() => health.Status();

    /// <inheritdoc/>
    public IReadOnlyList<StationLogLine> GetLog(long after, int most)
    {
        var lines = new List<StationLogLine>();
        foreach (LogLine line in log.Tail(after, most))
            lines.Add(new StationLogLine(line.Number, line.Time, LevelOf(line.Level), $"{line.Part}: {line.Message}"));
        return lines;
    }

    /// <inheritdoc/>
    public bool Trigger() => bell.Ring(TriggerCause.Request);

    /// <inheritdoc/>
    public RegionSet GetRegions() => regions.Get();

    /// <inheritdoc/>
    public bool TrySetRegions(IReadOnlyList<StationRegion> drawn, long revision) => regions.TrySet(drawn, revision);

    private static Level LevelOf(LogLevel level) => level switch
    {
        LogLevel.Debug => Level.Debug,
        LogLevel.Info => Level.Information,
        LogLevel.Warning => Level.Warning,
        _ => Level.Error,
    };
}

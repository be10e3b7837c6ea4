using EdgeNet.Vision.Pictures;
using Microsoft.Extensions.Logging;

namespace EdgeNet.Devices.Status.Tests;

/// <summary>A station that shows the sample envelope, and does what the test says.</summary>
internal sealed class FakeStation : IStation
{
    private readonly Lock _gate = new();
    private readonly List<StationLogLine> _log = [];
    private readonly FrameBuffer _picture = new();
    private StationDigit[] _digits = [];
    private RegionSet _regions = new(1, []);

    public List<StationStage> Stages { get; } = [];

    public List<string> Problems { get; } = [];

    public List<StationCounter> Counters { get; } =
    [
        new StationCounter("frames_total", "Frames from the camera", 1234),
        new StationCounter("sent_total", "Readings sent", 7) { LabelName = "output", LabelValue = "mqtt" },
        new StationCounter("sent_total", "Readings sent", 5) { LabelName = "output", LabelValue = "webhook" },
    ];

    public string Name { get; set; } = "Meter in the cellar";

    public bool CanTrigger { get; set; } = true;

    public bool IsBusy { get; set; }

    public int Triggers { get; private set; }

    /// <summary>What changing the regions fails with.</summary>
    public StationException? Refusal { get; set; }

    /// <summary>What asking for the state fails with.</summary>
    public Exception? Fault { get; set; }

    public void Show(GreyPicture picture, params StationDigit[] digits)
    {
        lock (_gate)
        {
            _picture.CopyFrom(picture.Frame);
            _picture.Captured++;
            _digits = digits;
        }
    }

    public void Log(LogLevel level, string text)
    {
        lock (_gate)
            _log.Add(new StationLogLine(_log.Count + 1, DateTimeOffset.UnixEpoch.AddSeconds(_log.Count), level, text));
    }

    public bool TryCopyPicture(FrameBuffer picture, out IReadOnlyList<StationDigit> digits)
    {
        lock (_gate)
        {
            digits = _digits;
            if (_picture.Width == 0) return false;
            picture.CopyFrom(_picture.Frame);
            picture.Captured = _picture.Captured;
            return true;
        }
    }

    public StationStatus GetStatus()
    {
        if (Fault is not null) throw Fault;
        return new StationStatus
        {
            Started = DateTimeOffset.UnixEpoch,
            Problems = [.. Problems],
            Stages = Stages,
            Counters = Counters,
        };
    }

    public IReadOnlyList<StationLogLine> GetLog(long after, int most)
    {
        lock (_gate)
            return [.. _log.Where(line => line.Number > after).TakeLast(most)];
    }

    public bool Trigger()
    {
        if (IsBusy) return false;
        Triggers++;
        return true;
    }

    public RegionSet GetRegions()
    {
        lock (_gate)
            return _regions;
    }

    public bool TrySetRegions(IReadOnlyList<StationRegion> regions, long revision)
    {
        if (Refusal is not null) throw Refusal;
        lock (_gate)
        {
            if (revision != _regions.Revision) return false;
            _regions = new RegionSet(revision + 1, regions);
            return true;
        }
    }
}

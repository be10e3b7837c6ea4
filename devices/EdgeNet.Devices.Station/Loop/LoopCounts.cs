using EdgeNet.Devices.Station.Scenes;

namespace EdgeNet.Devices.Station.Loop;

/// <summary>What the loop counts: its thread adds, any thread looks.</summary>
internal sealed class LoopCounts
{
    private readonly Lock _lock = new();
    private StationCounts _counts;

    /// <summary>The counts so far.</summary>
    internal StationCounts Now
    {
        get
        {
            lock (_lock)
                return _counts;
        }
    }

    internal void AddFrame()
    {
        lock (_lock)
            _counts = _counts with { Frames = _counts.Frames + 1 };
    }

    internal void AddFault()
    {
        lock (_lock)
            _counts = _counts with { Faults = _counts.Faults + 1 };
    }

    internal void AddTrigger()
    {
        lock (_lock)
            _counts = _counts with { Triggers = _counts.Triggers + 1 };
    }

    internal void Add(TrackStep step)
    {
        lock (_lock)
        {
            _counts = step switch
            {
                TrackStep.Moving => _counts with { Moving = _counts.Moving + 1 },
                TrackStep.Same => _counts with { Same = _counts.Same + 1 },
                _ => _counts with { Readings = _counts.Readings + 1 },
            };
        }
    }

    internal void AddEvent(bool isAccepted, bool isCorrection)
    {
        lock (_lock)
        {
            _counts = _counts with
            {
                Accepted = _counts.Accepted + (isAccepted ? 1 : 0),
                Rejected = _counts.Rejected + (isAccepted ? 0 : 1),
                Corrections = _counts.Corrections + (isCorrection ? 1 : 0),
            };
        }
    }
}

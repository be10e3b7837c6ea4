using EdgeNet.Devices.Station.Triggers;
using EdgeNet.Devices.Station.Voting;

namespace EdgeNet.Devices.Station.Loop;

/// <summary>How the loop reads.</summary>
public sealed record StationOptions
{
    /// <summary>When it reads.</summary>
    public TriggerKind Trigger { get; init; } = TriggerKind.Continuous;

    /// <summary>How many frames decide.</summary>
    public VoteOptions Vote { get; init; } = new();

    /// <summary>
    /// While it waits for a trigger, it takes a frame now and then, to notice that a camera is gone. Not with a lamp, which would flash.
    /// </summary>
    public bool WatchesWhileIdle { get; init; } = true;

    /// <summary>The most that one reading after a trigger may take; more than 0.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>So long is a letter tried to be read before it is rejected, where nothing triggers it; 0 or more.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Whether what was read is kept in the event as a picture.</summary>
    public bool KeepsEvidence { get; init; } = true;
}

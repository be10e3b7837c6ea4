namespace EdgeNet.Devices.Station.Loop;

/// <summary>What the loop did since the beginning.</summary>
/// <param name="Frames">Frames that were looked at.</param>
/// <param name="Readings">Regions that were read in frames.</param>
/// <param name="Moving">Regions that were not read because something moved.</param>
/// <param name="Same">Regions that were not read because they showed what had been told.</param>
/// <param name="Accepted">Events with a text.</param>
/// <param name="Rejected">Events without one.</param>
/// <param name="Corrections">Counters' values that contradicted those accepted before.</param>
/// <param name="Faults">Times that there was no picture.</param>
/// <param name="Triggers">Presses, requests and intervals.</param>
public readonly record struct StationCounts(
    long Frames,
    long Readings,
    long Moving,
    long Same,
    long Accepted,
    long Rejected,
    long Corrections,
    long Faults,
    long Triggers);

namespace EdgeNet.Devices.Status;

/// <summary>All regions at a time.</summary>
/// <param name="Revision">Another number for each change, so that of two editors the second does not undo the first unseen.</param>
/// <param name="Regions">The regions; none where the whole picture is read.</param>
public sealed record RegionSet(long Revision, IReadOnlyList<StationRegion> Regions);

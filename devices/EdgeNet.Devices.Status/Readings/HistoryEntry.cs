namespace EdgeNet.Devices.Status;

/// <summary>A reading that is kept.</summary>
/// <param name="Place">Its place in the order of arrival: later ones have larger places, whatever the clock did.</param>
/// <param name="Id">Its identifier.</param>
/// <param name="Json">The reading as all outputs write it: the one JSON form of an event, an object in UTF-8.</param>
/// <param name="Correction">What it should have been, as somebody said; null if nobody did.</param>
/// <param name="HasCrop">Whether its crop is kept.</param>
public sealed record HistoryEntry(long Place, string Id, ReadOnlyMemory<byte> Json, string? Correction, bool HasCrop);

using EdgeNet.Devices.Events;

namespace EdgeNet.Devices.Status;

/// <summary>A reading that is kept.</summary>
/// <param name="Reading">The reading. Its crop may be left out.</param>
/// <param name="Json">The reading as all outputs write it: the one JSON form of an event, an object in UTF-8.</param>
/// <param name="Correction">What it should have been, as somebody said; null if nobody did.</param>
/// <param name="HasCrop">Whether its crop is kept.</param>
public sealed record HistoryEntry(ReadingEvent Reading, ReadOnlyMemory<byte> Json, string? Correction, bool HasCrop);

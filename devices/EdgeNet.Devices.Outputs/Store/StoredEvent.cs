using EdgeNet.Devices.Events;

namespace EdgeNet.Devices.Outputs.Store;

/// <summary>An event in the store.</summary>
/// <param name="Sequence">Its place: 1 or more, growing in the order of arrival, whatever the clock does, and never given twice.</param>
/// <param name="Reading">The event without its evidence.</param>
/// <param name="Json">The event as <see cref="Json.EventJson"/>, as it was stored: without correction and evidence.</param>
/// <param name="Correction">What a person says it is; null where nobody has.</param>
/// <param name="EvidenceBytes">How many bytes its evidence has; 0 where there is none, or none any more.</param>
public sealed record StoredEvent(long Sequence, ReadingEvent Reading, ReadOnlyMemory<byte> Json, string? Correction, long EvidenceBytes);

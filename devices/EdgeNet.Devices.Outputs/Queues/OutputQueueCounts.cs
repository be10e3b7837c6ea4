namespace EdgeNet.Devices.Outputs.Queues;

/// <summary>What became of the events that were brought to a queue. Received = Written + Dropped + Waiting.</summary>
/// <param name="Received">Events brought.</param>
/// <param name="Written">Events that the output has taken.</param>
/// <param name="Dropped">Events that are lost: the queue was full or closed, or the output cannot take them.</param>
/// <param name="Waiting">Events that wait, those of the write under way among them.</param>
/// <param name="Failures">Writes that failed.</param>
public readonly record struct OutputQueueCounts(long Received, long Written, long Dropped, int Waiting, long Failures);

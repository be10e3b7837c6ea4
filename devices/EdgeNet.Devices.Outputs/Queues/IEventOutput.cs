using EdgeNet.Devices.Events;

namespace EdgeNet.Devices.Outputs.Queues;

/// <summary>An output that may take its time: an <see cref="OutputQueue"/> calls it, on a thread of its own.</summary>
public interface IEventOutput
{
    /// <summary>A name for messages: "store", "lines".</summary>
    string Name { get; }

    /// <summary>Writes events, in order, all or none.</summary>
    /// <param name="events">One or more events; the list holds during the call only.</param>
    /// <exception cref="IOException">
    /// None of them could be written: they are brought again later. Any other exception drops them.
    /// </exception>
    void Write(IReadOnlyList<ReadingEvent> events);
}

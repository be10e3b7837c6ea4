namespace EdgeNet.Devices.Events;

/// <summary>Where events go. A sink that needs time has a queue and a thread of its own: one that is slow holds up nothing.</summary>
public interface IEventSink
{
    /// <summary>Takes an event, and returns at once.</summary>
    /// <param name="reading">The event.</param>
    void OnEvent(ReadingEvent reading);
}

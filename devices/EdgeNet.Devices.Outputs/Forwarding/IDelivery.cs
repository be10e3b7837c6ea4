using EdgeNet.Devices.Outputs.Store;

namespace EdgeNet.Devices.Outputs.Forwarding;

/// <summary>A receiver of stored events: a broker, a web server. A <see cref="Forwarder"/> calls it, one call at a time.</summary>
public interface IDelivery : IAsyncDisposable
{
    /// <summary>Its name in the store and in messages: "mqtt", "webhook".</summary>
    string Name { get; }

    /// <summary>
    /// Tells that <see cref="PrepareAsync"/> has something to do, on any thread: a connection has ended, something is to be said.
    /// </summary>
    event Action? Attention;

    /// <summary>Makes ready, and does what is due without any event: connects where there is a connection.</summary>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="DeliveryException">It could not be done; it is tried again.</exception>
    Task PrepareAsync(CancellationToken cancellation);

    /// <summary>Delivers events in order. Those behind one that fails are not delivered.</summary>
    /// <param name="events">One or more.</param>
    /// <param name="cancellation">Ends it.</param>
    Task<DeliveryResult> DeliverAsync(IReadOnlyList<StoredEvent> events, CancellationToken cancellation);
}

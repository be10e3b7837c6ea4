using EdgeNet.Devices.Outputs.Forwarding;
using EdgeNet.Devices.Outputs.Store;

namespace EdgeNet.Devices.Outputs.Tests.Forwarding;

/// <summary>A receiver that answers as it is told.</summary>
internal sealed class FakeDelivery : IDelivery
{
    public event Action? Attention;

    public string Name => "fake";

    /// <summary>What to answer; null takes everything.</summary>
    public Func<IReadOnlyList<StoredEvent>, DeliveryResult>? Answer { get; set; }

    /// <summary>Thrown when it is to make ready.</summary>
    public Exception? Fault { get; set; }

    public List<long> Taken { get; } = [];

    public int LargestBatch { get; private set; }

    public bool IsDisposed { get; private set; }

    public void Call() => Attention?.Invoke();

    public Task PrepareAsync(CancellationToken cancellation) => Fault is { } fault ? throw fault : Task.CompletedTask;

    public Task<DeliveryResult> DeliverAsync(IReadOnlyList<StoredEvent> events, CancellationToken cancellation)
    {
        LargestBatch = Math.Max(LargestBatch, events.Count);
        DeliveryResult result = Answer?.Invoke(events) ?? new DeliveryResult(events.Count);
        lock (Taken)
            Taken.AddRange(events.Take(result.Done).Select(e => e.Sequence));
        return Task.FromResult(result);
    }

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return ValueTask.CompletedTask;
    }
}

using EdgeNet.Devices.Events;
using EdgeNet.Devices.Outputs.Queues;

namespace EdgeNet.Devices.Outputs.Tests.Queues;

/// <summary>Keeps what is written, and fails as it is told.</summary>
internal sealed class RecordingOutput : IEventOutput
{
    private readonly Lock _gate = new();
    private readonly List<string> _texts = [];

    public string Name => "test";

    /// <summary>Thrown at each write while it is there.</summary>
    public Exception? Fault { get; set; }

    /// <summary>Called in each write.</summary>
    public Action? Writing { get; set; }

    public List<int> Batches { get; } = [];

    public string[] Texts
    {
        get
        {
            lock (_gate)
                return [.. _texts];
        }
    }

    public void Write(IReadOnlyList<ReadingEvent> events)
    {
        Writing?.Invoke();
        if (Fault is { } fault)
            throw fault;
        lock (_gate)
        {
            Batches.Add(events.Count);
            _texts.AddRange(events.Select(e => e.Text ?? "?"));
        }
    }
}

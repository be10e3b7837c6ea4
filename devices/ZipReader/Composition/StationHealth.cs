using EdgeNet.Devices.Gpio.Lines;
using EdgeNet.Devices.Outputs.Forwarding;
using EdgeNet.Devices.Station.Systemd;
using EdgeNet.Devices.Status;

namespace EdgeNet.ZipReader.Composition;

/// <summary>What is wrong with the station, and what it counts; broker and systemd are told of every change.</summary>
internal sealed class StationHealth : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly DateTimeOffset _started = TimeProvider.System.GetUtcNow();
    private readonly StationCounters _counters;
    private readonly HealthParts _parts;
    private readonly Lock _lock = new();
    private ITimer? _timer;
    private string? _told;
    private bool _hasTold;

    internal StationHealth(HealthParts parts) => (_parts, _counters) = (parts, new StationCounters(parts));

    /// <summary>Begins to tell what is wrong.</summary>
    /// <param name="notifier">Tells systemd.</param>
    internal void Start(SystemdNotifier notifier)
    {
        _timer = TimeProvider.System.CreateTimer(_ => Tell(notifier), null, TimeSpan.Zero, Interval);
    }

    /// <summary>What the station does.</summary>
    internal StationStatus Status() => new()
    {
        Started = _started,
        Problems = Problems(withBroker: true),
        Stages = _counters.Stages(),
        Counters = _counters.All(),
    };

    /// <inheritdoc/>
    public void Dispose() => _timer?.Dispose();

    /// <param name="withBroker">Whether the broker's own failure counts: it cannot be told of it.</param>
    private List<string> Problems(bool withBroker)
    {
        var problems = new List<string>();
        Add(_parts.Inputs.Live is { } live ? live.Fault?.Message : _parts.Faults.Problem);
        Add(_parts.Inputs.BoardProblem);
        Add(LineProblem());
        Add(_parts.Display?.Problem is { } display ? $"display: {display}" : null);
        Add(_parts.Outputs.Store?.Problem is { } store ? $"store: {store}" : null);
        Add(_parts.Outputs.Lines?.Problem is { } lines ? $"lines: {lines}" : null);
        Add(_parts.Page?.Problem is { } page ? $"page: {page}" : null);
        foreach (Forwarder forwarder in _parts.Outputs.Forwarders)
        {
            if (withBroker || forwarder.Cursor.Output != "mqtt")
                Add(forwarder.Problem is { } problem ? $"{forwarder.Cursor.Output}: {problem}" : null);
        }

        return problems;

        void Add(string? problem)
        {
            if (problem is not null)
                problems.Add(problem);
        }
    }

    private string? LineProblem()
    {
        if (_parts.Inputs.Board is not { } board)
            return null;
        foreach (OutputLine? line in (ReadOnlySpan<OutputLine?>)[board.Read, board.Rejected, board.Fault, board.Lamp])
        {
            if (line?.Error is { } error)
                return $"gpio: a line cannot be switched: {error}";
        }

        return null;
    }

    private void Tell(SystemdNotifier notifier)
    {
        // Where telling takes longer than a second, one is left out.
        if (!_lock.TryEnter())
            return;
        try
        {
            List<string> problems = Problems(withBroker: false);
            string? told = problems.Count == 0 ? null : string.Join("; ", problems);
            _parts.Outputs.Mqtt?.SetProblem(told);
            if (told == _told && _hasTold)
                return;
            (_told, _hasTold) = (told, true);
            notifier.Status(told ?? "reads");
        }
        finally
        {
            _lock.Exit();
        }
    }
}

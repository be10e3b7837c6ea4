using System.Globalization;
using EdgeNet.Devices.Outputs.Store;
using EdgeNet.Safety;

namespace EdgeNet.Devices.Outputs.Forwarding;

/// <summary>
/// Store and forward: takes an output's events from the store in their order, delivers them, and marks them. While the receiver is away
/// they wait in the store, so memory stays bounded; it is tried again after waits that grow. A failure is told once, and its end. Each
/// event is delivered at least once; after a crash some come twice, with the same identifier.
/// </summary>
public sealed class Forwarder : IAsyncDisposable
{
    private const int LongestReport = 500;

    private readonly EventStore _store;
    private readonly IDelivery _delivery;
    private readonly ForwardOptions _options;
    private readonly Action<string> _report;
    private readonly TimeProvider _clock;
    private readonly Backoff _backoff;
    private readonly SemaphoreSlim _signal = new(0, 1);
    private readonly CancellationTokenSource _closing = new();
    private Task _run = Task.CompletedTask;
    private long _delivered;
    private long _refused;
    private long _failures;
    private string? _toldAdvice;
    private long _failedAt;
    private volatile string? _problem;

    /// <summary>A forwarder; <see cref="Start"/> starts it.</summary>
    /// <param name="store">Where events come from, whose owner disposes it, after this.</param>
    /// <param name="delivery">Where they go; it is disposed with this.</param>
    /// <param name="options">Bounds and waits; the defaults if null.</param>
    /// <param name="report">Takes a line for people where deliveries begin to fail, or work again.</param>
    /// <param name="clock">The clock; the system's if null.</param>
    /// <exception cref="ArgumentOutOfRangeException">A batch of none, or of more than 1,000.</exception>
    public Forwarder(
        EventStore store,
        IDelivery delivery,
        ForwardOptions? options = null,
        Action<string>? report = null,
        TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(delivery);
        _options = options ?? new ForwardOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.MaxBatch, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(_options.MaxBatch, EventStore.MostAsked, nameof(options));
        (_store, _delivery) = (store, delivery);
        _report = report ?? (static _ => { });
        _clock = clock ?? TimeProvider.System;
        _backoff = new Backoff(_options.FirstRetry, _options.LongestRetry);
        Cursor = store.Cursor(delivery.Name);
        store.Committed += Wake;
        delivery.Attention += Wake;
    }

    /// <summary>How far it has come in the store.</summary>
    public StoreCursor Cursor { get; }

    /// <summary>What it has done. Any thread may ask.</summary>
    public ForwardCounts Counts =>
        new(Interlocked.Read(ref _delivered), Interlocked.Read(ref _refused), Interlocked.Read(ref _failures));

    /// <summary>Why nothing is delivered at present; null where all is well. Any thread may ask.</summary>
    public string? Problem => _problem;

    /// <summary>Begins to deliver.</summary>
    public void Start() => _run = Task.Run(RunAsync);

    /// <summary>Ends it, and closes the delivery. What is not delivered stays in the store.</summary>
    public async ValueTask DisposeAsync()
    {
        _store.Committed -= Wake;
        _delivery.Attention -= Wake;
        await _closing.CancelAsync().ConfigureAwait(false);
        try
        {
            await _run.WaitAsync(_options.CloseTime).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            _report(string.Create(
                CultureInfo.InvariantCulture, $"{_delivery.Name}: a delivery did not end within {_options.CloseTime.TotalSeconds:0.#} s"));
        }

        await _delivery.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Delivers what is next.</summary>
    /// <returns>How long to wait before the next step, unless something happens before; zero for not at all.</returns>
    internal async Task<(TimeSpan Wait, bool IsRetry)> StepAsync(CancellationToken cancellation)
    {
        try
        {
            await _delivery.PrepareAsync(cancellation).ConfigureAwait(false);
            IReadOnlyList<StoredEvent> events = Cursor.Next(_options.MaxBatch);
            if (events.Count == 0)
            {
                AnnounceReturn();
                _store.KeepMarks();
                return (_options.Idle, false);
            }

            DeliveryResult result = await _delivery.DeliverAsync(events, cancellation).ConfigureAwait(false);
            Mark(events, result);
            if (result.Failure is { } failure)
                return (Fail(failure), true);
            AnnounceReturn();
            _store.KeepMarks();
            return (TimeSpan.Zero, false);
        }
        catch (DeliveryException error)
        {
            return (Fail(error), true);
        }
        catch (StoreException error)
        {
            return (Fail(new DeliveryException("the store does not answer", error.Message, error)), true);
        }
        catch (Exception error) when (error is not OutOfMemoryException && !cancellation.IsCancellationRequested)
        {
            // Whatever a receiver brings about, a time that is up among it, the task lives.
            return (Fail(new DeliveryException($"failed ({error.GetType().Name})", error.Message, error)), true);
        }
    }

    private async Task RunAsync()
    {
        CancellationToken cancellation = _closing.Token;
        try
        {
            while (!cancellation.IsCancellationRequested)
            {
                (TimeSpan wait, bool isRetry) = await StepAsync(cancellation).ConfigureAwait(false);
                // New events do not shorten the wait after a failure: they would come to a receiver that is away.
                if (isRetry)
                    await Task.Delay(wait, _clock, cancellation).ConfigureAwait(false);
                else if (wait > TimeSpan.Zero)
                    await _signal.WaitAsync(wait, cancellation).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The end.
        }
    }

    private void Mark(IReadOnlyList<StoredEvent> events, DeliveryResult result)
    {
        if (result.Done == 0)
            return;
        Cursor.Advance(events[result.Done - 1].Sequence, result.Refused);
        Interlocked.Add(ref _delivered, result.Done - result.Refused);
        Interlocked.Add(ref _refused, result.Refused);
        // It is not away: the next attempt need not wait long.
        _backoff.Reset();
    }

    private TimeSpan Fail(DeliveryException failure)
    {
        Interlocked.Increment(ref _failures);
        if (_problem is null)
            _failedAt = _clock.GetTimestamp();
        _problem = PlainText.Shorten(failure.Message, LongestReport);
        if (failure.Advice != _toldAdvice)
            _report($"{_delivery.Name}: {_problem}");
        _toldAdvice = failure.Advice;
        // Devices that lost one broker together do not come back together.
        TimeSpan wait = _backoff.Next() * (1 - Random.Shared.NextDouble() / 2);
        TimeSpan asked = failure.RetryAfter < _options.LongestRetry ? failure.RetryAfter : _options.LongestRetry;
        return wait > asked ? wait : asked;
    }

    private void AnnounceReturn()
    {
        if (_problem is null)
            return;
        string seconds = _clock.GetElapsedTime(_failedAt).TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture);
        _problem = _toldAdvice = null;
        _backoff.Reset();
        _report($"{_delivery.Name}: delivers again, {seconds} s later");
    }

    private void Wake()
    {
        // It holds one signal; more would say no more.
        try
        {
            if (_signal.CurrentCount == 0)
                _signal.Release();
        }
        catch (SemaphoreFullException)
        {
            // Another thread was first.
        }
    }
}

using System.Globalization;
using EdgeNet.Devices.Events;
using EdgeNet.Safety;

namespace EdgeNet.Devices.Outputs.Queues;

/// <summary>
/// A bounded queue and a thread before an output: a slow output holds up nothing, and one that fails is tried again after waits that
/// grow. A failure is told once, and its end.
/// </summary>
public sealed class OutputQueue : IEventSink, IDisposable
{
    private const int LongestReport = 500;

    private readonly IEventOutput _output;
    private readonly OutputQueueOptions _options;
    private readonly Action<string> _report;
    private readonly TimeProvider _clock;
    private readonly EventBuffer _events;
    private readonly Backoff _backoff;
    private readonly AutoResetEvent _signal = new(false);
    private readonly Thread _thread;
    private long _failures;
    private long _pauseStart;
    private TimeSpan _pause;
    private volatile string? _problem;
    private volatile bool _isClosing;

    /// <summary>Starts the thread.</summary>
    /// <param name="output">The output.</param>
    /// <param name="options">Bounds and waits; the defaults if null.</param>
    /// <param name="report">Takes a line for people where the output begins to fail, or works again.</param>
    /// <param name="clock">The clock; the system's if null.</param>
    /// <exception cref="ArgumentOutOfRangeException">A capacity or batch below 1.</exception>
    public OutputQueue(IEventOutput output, OutputQueueOptions? options = null, Action<string>? report = null, TimeProvider? clock = null)
        : this(output, options, report, clock, isStarted: true)
    {
    }

    /// <summary>A queue whose steps a test takes.</summary>
    internal OutputQueue(IEventOutput output, OutputQueueOptions? options, Action<string>? report, TimeProvider? clock, bool isStarted)
    {
        ArgumentNullException.ThrowIfNull(output);
        _output = output;
        _options = options ?? new OutputQueueOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.Capacity, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.MaxBatch, 1, nameof(options));
        _report = report ?? (static _ => { });
        _clock = clock ?? TimeProvider.System;
        _events = new EventBuffer(_options);
        _backoff = new Backoff(_options.FirstRetry, _options.LongestRetry);
        _thread = new Thread(Run) { IsBackground = true, Name = output.Name };
        if (isStarted)
            _thread.Start();
    }

    /// <summary>What became of the events so far. Any thread may ask.</summary>
    public OutputQueueCounts Counts
    {
        get
        {
            (long received, long written, long dropped, int waiting) = _events.Counts;
            return new OutputQueueCounts(received, written, dropped, waiting, Interlocked.Read(ref _failures));
        }
    }

    /// <summary>Why the output does not take events at present; null where it does. Any thread may ask.</summary>
    public string? Problem => _problem;

    /// <inheritdoc/>
    public void OnEvent(ReadingEvent reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        _events.Add(reading);
        _signal.Set();
    }

    /// <summary>
    /// Takes no more events, writes what waits if that takes no longer than <see cref="OutputQueueOptions.DrainTime"/>, and ends the
    /// thread.
    /// </summary>
    public void Dispose()
    {
        _isClosing = true;
        _events.Close();
        _signal.Set();
        // An output that hangs, as a dying SD card lets it, is left behind: the thread is in the background.
        if (_thread.IsAlive && !_thread.Join(_options.DrainTime))
        {
            _report(string.Create(
                CultureInfo.InvariantCulture,
                $"{_output.Name}: did not end within {_options.DrainTime.TotalSeconds:0.#} s; {Counts.Waiting} events are lost"));
        }
    }

    /// <summary>Writes what waits, if it is time.</summary>
    /// <returns>How long to wait before the next step, if no event comes before.</returns>
    internal TimeSpan Step()
    {
        TimeSpan rest = _pause - _clock.GetElapsedTime(_pauseStart);
        if (rest > TimeSpan.Zero && !_isClosing)
            return rest;
        List<ReadingEvent> batch = _events.Take();
        if (batch.Count == 0)
            return Timeout.InfiniteTimeSpan;
        try
        {
            _output.Write(batch);
            _events.Settle(areWritten: true);
            AnnounceReturn();
            Pause(_options.Window);
        }
        catch (IOException error)
        {
            Fail(error.Message);
            Pause(_backoff.Next());
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // Whatever an output throws, the thread lives. What it cannot take today it cannot take tomorrow.
            _events.Settle(areWritten: false);
            Fail($"{error.Message} ({error.GetType().Name})");
        }

        return _events.IsEmpty ? Timeout.InfiniteTimeSpan : TimeSpan.Zero;
    }

    private void Run()
    {
        while (!_isClosing)
        {
            TimeSpan wait = Step();
            if (wait != TimeSpan.Zero)
                _signal.WaitOne(wait);
        }

        long start = _clock.GetTimestamp();
        long failures = Interlocked.Read(ref _failures);
        while (!_events.IsEmpty && _clock.GetElapsedTime(start) < _options.DrainTime && Interlocked.Read(ref _failures) == failures)
            Step();
    }

    private void Pause(TimeSpan time)
    {
        _pauseStart = _clock.GetTimestamp();
        _pause = time;
    }

    private void Fail(string message)
    {
        Interlocked.Increment(ref _failures);
        bool isNew = _problem is null;
        _problem = PlainText.Shorten(message, LongestReport);
        if (isNew)
            _report($"{_output.Name}: {_problem}");
    }

    private void AnnounceReturn()
    {
        if (_problem is null)
            return;
        _problem = null;
        _backoff.Reset();
        _report($"{_output.Name}: takes events again");
    }
}

using EdgeNet.Devices.Events;
using EdgeNet.Devices.Outputs.Queues;
using EdgeNet.Safety;
using Microsoft.Data.Sqlite;

namespace EdgeNet.Devices.Outputs.Store;

/// <summary>
/// Events in an SQLite database, with the crops that they were read from and the marks of what each output has delivered. It survives
/// power cuts and kills: what was committed stays, and the rest was never delivered. It is bounded by age and size, and writes to the
/// card rarely: one commit for all events of <see cref="StoreOptions.CommitWindow"/>. Where the disk is full or fails, events wait in
/// bounded memory, and it is tried again. Any thread may call it.
/// </summary>
public sealed class EventStore : IEventSink, IDisposable
{
    /// <summary>The most events of one question.</summary>
    public const int MostAsked = 1000;

    /// <summary>The most characters of a correction.</summary>
    internal const int LongestCorrection = 256;

    private const int MostEvidenceBytes = 8 << 20;
    private const int LongestName = 32;
    private const int MostOutputs = 16;
    private const int LongestProblem = 500;
    private static readonly TimeSpan LongestAge = TimeSpan.FromDays(36_525);

    private readonly StoreOptions _options;
    private readonly StoreDatabase _database;
    private readonly StoreWriter _writer;
    private readonly StoreQueries _queries = new();
    private readonly List<StoreCursor> _cursors = [];
    private readonly OutputQueue _queue;
    private readonly TimeProvider _clock;
    private readonly Action<string> _report;
    private long _marked;
    private volatile string? _openProblem;

    /// <summary>A store, which is opened at the first event, question or <see cref="Open"/>.</summary>
    /// <param name="options">Where, and how much.</param>
    /// <param name="report">Takes lines for people: damage, and failures to write.</param>
    /// <param name="clock">The clock; the system's if null.</param>
    /// <exception cref="ArgumentException">The path is empty, or a bound out of its range.</exception>
    public EventStore(StoreOptions options, Action<string>? report = null, TimeProvider? clock = null)
        : this(options, report, clock, isStarted: true)
    {
    }

    /// <summary>A store whose queue's steps a test takes.</summary>
    internal EventStore(StoreOptions options, Action<string>? report, TimeProvider? clock, bool isStarted)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrEmpty(options.Path, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxBytes, 1 << 20, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(options.MaxEvidenceBytes, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.MaxEvidenceBytes, MostEvidenceBytes, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxAge, TimeSpan.Zero, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.MaxAge, LongestAge, nameof(options));
        _options = options;
        _clock = clock ?? TimeProvider.System;
        _marked = _clock.GetTimestamp();
        _report = report ??= static _ => { };
        _database = new StoreDatabase(options, report) { Opened = OnOpened };
        _writer = new StoreWriter(options, _database, _cursors, _clock, report) { Committed = () => Committed?.Invoke() };
        var queue = new OutputQueueOptions
        {
            Capacity = options.QueueCapacity,
            MaxBytes = options.QueueBytes,
            // All that waits: what comes faster than a fixed number a window would fill the queue. The writer bounds its transactions.
            MaxBatch = options.QueueCapacity,
            Window = options.CommitWindow,
        };
        _queue = new OutputQueue(_writer, queue, report, _clock, isStarted);
    }

    /// <summary>
    /// Tells that there are new events, on the thread that stored them. Whoever listens returns at once, and throws nothing.
    /// </summary>
    public event Action? Committed;

    /// <summary>What became of the events that were brought.</summary>
    public OutputQueueCounts Queue => _queue.Counts;

    /// <summary>Events that were not stored, for their identifier is none or they are too long.</summary>
    public long Unfit => _writer.Unfit;

    /// <summary>Why events cannot be stored at present, also where none has come yet; null where they can.</summary>
    public string? Problem => _queue.Problem ?? _openProblem;

    /// <summary>Rows that were damaged or forged, and passed over.</summary>
    public long DamagedRows => _queries.Damaged;

    /// <summary>Whether a program writes to a store: a second one is refused.</summary>
    /// <param name="path">The store.</param>
    /// <param name="process">The program's process; null where it is not known.</param>
    public static bool IsInUse(string path, out int? process)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return StoreLock.IsTaken(path, out process);
    }

    /// <summary>Opens or makes the database: to know at the start whether it works.</summary>
    /// <exception cref="StoreException">
    /// It does not, and that is the <see cref="Problem"/>; it is tried again at the next event or question.
    /// </exception>
    public void Open()
    {
        try
        {
            _database.Write(static _ => true);
        }
        catch (StoreException error)
        {
            _openProblem = PlainText.Shorten(error.Message, LongestProblem);
            throw;
        }
    }

    /// <inheritdoc/>
    public void OnEvent(ReadingEvent reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        // What will not be stored need not take the place of other events in the queue.
        _queue.OnEvent(reading.EvidenceRoom <= _writer.MostEvidence ? reading : reading with { Evidence = default });
    }

    /// <summary>The latest events, the last one first.</summary>
    /// <param name="count">How many at most, 1 to 1,000.</param>
    /// <param name="before">Only events before this place: the one of the last event of the page before.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<StoredEvent> Latest(int count, long before = long.MaxValue)
    {
        ThrowIfOutOfRange(count);
        return _database.Read(c => _queries.Latest(c, count, before));
    }

    /// <summary>An event; null if it is not there, or not any more.</summary>
    /// <param name="id">Its identifier; any text.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public StoredEvent? Find(string id) => Json.EventJson.IsId(id) ? _database.Read(c => _queries.Find(c, id)) : null;

    /// <summary>An event's evidence, a grey PNG; null if there is none, or none any more.</summary>
    /// <param name="id">The event's identifier; any text.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public byte[]? ReadEvidence(string id) =>
        Json.EventJson.IsId(id) ? _database.Read(c => StoreQueries.Evidence(c, id, _options.MaxEvidenceBytes)) : null;

    /// <summary>What is in the store.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public StoreCounts Count() => _database.Read(StoreQueries.Count);

    /// <summary>Notes what a person says an event is. It is durable when this returns.</summary>
    /// <param name="id">The event's identifier; any text.</param>
    /// <param name="text">The right text, 1 to 256 characters; null takes a correction back.</param>
    /// <returns>Whether there is such an event.</returns>
    /// <exception cref="ArgumentException">The text is empty or too long.</exception>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public bool Correct(string id, string? text)
    {
        if (text is { Length: 0 or > LongestCorrection })
            throw new ArgumentException($"Expected 1 to {LongestCorrection} characters, found {text.Length}.", nameof(text));
        return Json.EventJson.IsId(id) && _writer.Correct(id, text);
    }

    /// <summary>
    /// The cursor of an output; one that the store does not know yet begins with the events to come. The same name gives the same cursor.
    /// </summary>
    /// <param name="output">The output's name: 1 to 32 lower-case letters, digits and '-'.</param>
    /// <exception cref="ArgumentException">The name is none.</exception>
    /// <exception cref="InvalidOperationException">There are 16 outputs already.</exception>
    public StoreCursor Cursor(string output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (output.Length is 0 or > LongestName || output.AsSpan().ContainsAnyExcept("abcdefghijklmnopqrstuvwxyz0123456789-"))
            throw new ArgumentException($"Expected 1 to {LongestName} lower-case letters, digits and '-', found another.", nameof(output));
        StoreCursor cursor;
        lock (_cursors)
        {
            if (_cursors.Find(c => c.Output == output) is { } known)
                return known;
            if (_cursors.Count == MostOutputs)
                throw new InvalidOperationException($"Expected at most {MostOutputs} outputs.");
            cursor = new StoreCursor(this, output);
            _cursors.Add(cursor);
        }

        try
        {
            _writer.Load(cursor);
        }
        catch (StoreException)
        {
            // Then it is loaded when the database opens.
        }

        return cursor;
    }

    /// <summary>Commits the marks of what was delivered, if the last ones are older than <see cref="StoreOptions.MarkWindow"/>.</summary>
    /// <exception cref="StoreException">The store cannot be written.</exception>
    public void KeepMarks()
    {
        if (_clock.GetElapsedTime(Interlocked.Read(ref _marked)) < _options.MarkWindow)
            return;
        Interlocked.Exchange(ref _marked, _clock.GetTimestamp());
        _writer.FlushMarks();
    }

    /// <summary>Stores what waits, commits the marks, and closes the database.</summary>
    public void Dispose()
    {
        _queue.Dispose();
        try
        {
            _writer.FlushMarks();
        }
        catch (StoreException)
        {
            // What it marks is delivered again, and the reason has been told.
        }

        _database.Dispose();
    }

    /// <summary>The last place that was given.</summary>
    internal long LastSequence()
    {
        if (!_writer.IsLoaded)
            Open();
        return _writer.LastSequence;
    }

    internal StorePage Following(long sequence, int most, long mostBytes)
    {
        ThrowIfOutOfRange(most);
        return _database.Read(c => _queries.Following(c, sequence, most, mostBytes));
    }

    /// <summary>Takes a step of the queue, in tests.</summary>
    internal TimeSpan Step() => _queue.Step();

    private void OnOpened(SqliteConnection connection)
    {
        _writer.OnOpened(connection);
        if (_openProblem is null)
            return;
        _openProblem = null;
        // The queue tells the end of its own failures.
        if (_queue.Problem is null)
            _report("store: is open");
    }

    private static void ThrowIfOutOfRange(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MostAsked);
    }
}

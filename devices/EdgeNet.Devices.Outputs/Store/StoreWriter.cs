using System.Globalization;
using EdgeNet.Devices.Events;
using EdgeNet.Devices.Outputs.Json;
using EdgeNet.Devices.Outputs.Queues;
using Microsoft.Data.Sqlite;

namespace EdgeNet.Devices.Outputs.Store;

/// <summary>What is written to the database: batches of events, marks, corrections.</summary>
internal sealed class StoreWriter(
    StoreOptions options,
    StoreDatabase database,
    List<StoreCursor> cursors,
    TimeProvider clock,
    Action<string> report) : IEventOutput
{
    /// <summary>
    /// The parts of the store's limit that one transaction and one crop may take: below what <see cref="StoreRetention"/> keeps free, so
    /// that there is always room for them in the end.
    /// </summary>
    private const int TransactionPart = 32;
    private const int CropPart = 64;

    private readonly StoreRetention _retention = new(options, clock);
    private long _last;
    private long _unfit;
    private volatile bool _isLoaded;

    /// <inheritdoc/>
    public string Name => "store";

    internal Action? Committed { get; init; }

    /// <summary>Whether the database has been open, so that the last place is known.</summary>
    internal bool IsLoaded => _isLoaded;

    /// <summary>The last place that was given and committed.</summary>
    internal long LastSequence => Interlocked.Read(ref _last);

    /// <summary>The most bytes of evidence that are stored; whoever brings more brings none.</summary>
    internal int MostEvidence { get; } = (int)Math.Min(options.MaxEvidenceBytes, options.MaxBytes / CropPart);

    /// <summary>Events that cannot be stored.</summary>
    internal long Unfit => Interlocked.Read(ref _unfit);

    /// <inheritdoc/>
    public void Write(IReadOnlyList<ReadingEvent> events)
    {
        // Nearly always that is one transaction. Where a later one fails, all events come again, and those stored are known by their
        // identifiers.
        for (int first = 0; first < events.Count;)
        {
            int start = first;
            try
            {
                first = database.Write(c => Insert(c, events, start));
            }
            catch (StoreException error) when (error.IsFull)
            {
                // Pages that older evidence leaves take the new events at the next try, even on a full disk: the log is a file that is
                // there.
                database.Write(c => MakeRoom(c, isFull: true));
                throw;
            }

            Committed?.Invoke();
            database.Write(c => MakeRoom(c, isFull: false));
        }
    }

    /// <summary>Takes up where the database stands.</summary>
    internal void OnOpened(SqliteConnection connection)
    {
        // Marks may be ahead where all events have grown too old. After damage, what was given before is not given again.
        long last = Math.Max(
            connection.Scalar("SELECT max(seq) FROM events"),
            connection.Scalar("SELECT max(delivered) FROM outputs"));
        Interlocked.Exchange(ref _last, Math.Max(LastSequence, last));
        foreach (StoreCursor cursor in Snapshot())
            cursor.Load(connection, LastSequence);
        ExpireCursors(connection);
        _isLoaded = true;
    }

    internal void Load(StoreCursor cursor)
    {
        database.Write(c =>
        {
            cursor.Load(c, LastSequence);
            return true;
        });
        FlushMarks();
    }

    internal void FlushMarks()
    {
        if (!Array.Exists(Snapshot(), c => c.IsDirty))
            return;
        database.Write(c =>
        {
            using SqliteTransaction transaction = c.BeginTransaction();
            List<(StoreCursor, long)> marks = WriteMarks(c);
            transaction.Commit();
            Settle(marks);
            return true;
        });
    }

    internal bool Correct(string id, string? text) =>
        database.Write(c => c.Execute("UPDATE events SET correction = $text WHERE id = $id", ("$text", text), ("$id", id)) > 0);

    /// <summary>Stores events in one transaction.</summary>
    /// <returns>The index of the first one that is left for the next.</returns>
    private int Insert(SqliteConnection connection, IReadOnlyList<ReadingEvent> events, int first)
    {
        int next = first;
        long bytes = 0;
        long sequence = LastSequence;
        using SqliteTransaction transaction = connection.BeginTransaction();
        using SqliteCommand insert = connection.Command(
            """
            INSERT INTO events(seq, id, time, accepted, json) VALUES ($seq, $id, $time, $accepted, $json)
            ON CONFLICT(id) DO NOTHING
            """,
            ("$seq", 0L), ("$id", ""), ("$time", 0L), ("$accepted", 0L), ("$json", Array.Empty<byte>()));
        using SqliteCommand evidence = connection.Command(
            "INSERT INTO evidence(seq, png) VALUES ($seq, $png)", ("$seq", 0L), ("$png", Array.Empty<byte>()));
        for (; next < events.Count && bytes <= options.MaxBytes / TransactionPart; next++)
        {
            byte[] json = EventJson.Format(events[next]);
            if (!IsFit(events[next], json))
                continue;
            bytes += json.Length + events[next].Evidence.Length;
            if (InsertOne(insert, evidence, (events[next], json), sequence + 1))
                sequence++;
        }

        _retention.ByAge(connection, next - first);
        List<(StoreCursor, long)> marks = WriteMarks(connection);
        transaction.Commit();
        Interlocked.Exchange(ref _last, sequence);
        Settle(marks);
        ExpireCursors(connection);
        return next;
    }

    private bool IsFit(ReadingEvent reading, byte[] json)
    {
        if (json.Length <= EventJsonParser.MostBytes && EventJson.IsId(reading.Id))
            return true;
        if (Interlocked.Increment(ref _unfit) == 1)
        {
            report(string.Create(
                CultureInfo.InvariantCulture,
                $"store: expected events of at most {EventJsonParser.MostBytes} bytes with an identifier, found another: it stays out"));
        }

        return false;
    }

    /// <returns>Whether it is a new one; an event that is there already is not stored again.</returns>
    private bool InsertOne(SqliteCommand insert, SqliteCommand evidence, (ReadingEvent Reading, byte[] Json) item, long sequence)
    {
        ReadingEvent reading = item.Reading;
        insert.Parameters["$seq"].Value = sequence;
        insert.Parameters["$id"].Value = reading.Id;
        insert.Parameters["$time"].Value = reading.Time.ToUnixTimeMilliseconds();
        insert.Parameters["$accepted"].Value = reading.Text is null ? 0L : 1L;
        insert.Parameters["$json"].Value = item.Json;
        if (insert.ExecuteNonQuery() == 0)
            return false;
        if (!reading.Evidence.IsEmpty)
        {
            evidence.Parameters["$seq"].Value = sequence;
            evidence.Parameters["$png"].Value = reading.Evidence.ToArray();
            evidence.ExecuteNonQuery();
        }

        return true;
    }

    private bool MakeRoom(SqliteConnection connection, bool isFull)
    {
        _retention.BySize(connection, isFull);
        ExpireCursors(connection);
        return true;
    }

    private List<(StoreCursor Cursor, long Mark)> WriteMarks(SqliteConnection connection)
    {
        var marks = new List<(StoreCursor, long)>();
        foreach (StoreCursor cursor in Snapshot())
        {
            if (cursor.IsDirty)
                marks.Add((cursor, cursor.Write(connection)));
        }

        return marks;
    }

    private static void Settle(List<(StoreCursor Cursor, long Mark)> marks)
    {
        foreach ((StoreCursor cursor, long mark) in marks)
            cursor.Settle(mark);
    }

    private void ExpireCursors(SqliteConnection connection)
    {
        long first = connection.Scalar("SELECT min(seq) FROM events");
        if (first == 0)
            first = LastSequence + 1;
        foreach (StoreCursor cursor in Snapshot())
            cursor.Expire(first);
    }

    private StoreCursor[] Snapshot()
    {
        lock (cursors)
            return [.. cursors];
    }
}

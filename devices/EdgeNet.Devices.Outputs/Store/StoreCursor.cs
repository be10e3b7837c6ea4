using Microsoft.Data.Sqlite;

namespace EdgeNet.Devices.Outputs.Store;

/// <summary>
/// How far one output has come in the store: it takes the events in their order, and marks what is delivered. One number is enough for
/// that, and is few writes. One thread at a time.
/// </summary>
public sealed class StoreCursor
{
    /// <summary>An output that is new begins behind what is there already.</summary>
    private const long Unknown = -1;

    private readonly EventStore _store;
    private readonly Lock _gate = new();
    private long _delivered = Unknown;
    private long _refused;
    private long _expired;
    private bool _isDirty;

    internal StoreCursor(EventStore store, string output) => (_store, Output) = (store, output);

    /// <summary>The output's name.</summary>
    public string Output { get; }

    /// <summary>Where it stands.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public CursorCounts Count()
    {
        long last = _store.LastSequence();
        lock (_gate)
            return new CursorCounts(_delivered, Math.Max(0, last - _delivered), _refused, _expired);
    }

    /// <summary>The events that are to be delivered next, in order.</summary>
    /// <param name="most">How many at most, 1 to 1,000.</param>
    /// <param name="mostBytes">How many bytes of JSON at most; one event may have more.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public IReadOnlyList<StoredEvent> Next(int most, long mostBytes = 1 << 18)
    {
        long last = _store.LastSequence();
        long delivered;
        lock (_gate)
            delivered = _delivered;
        if (last <= delivered)
            return [];
        StorePage page = _store.Following(delivered, most, mostBytes);
        // Damaged rows are passed over, so that they do not stand in the way of those behind.
        if (page.Events.Count == 0)
            Advance(page.Last);
        return page.Events;
    }

    /// <summary>Marks events as done with: all up to one of them.</summary>
    /// <param name="sequence">The last one.</param>
    /// <param name="refused">How many of them the receiver will never take.</param>
    public void Advance(long sequence, int refused = 0)
    {
        lock (_gate)
        {
            if (sequence <= _delivered)
                return;
            _delivered = sequence;
            _refused += refused;
            _isDirty = true;
        }
    }

    internal bool IsDirty
    {
        get
        {
            lock (_gate)
                return _isDirty;
        }
    }

    internal long Delivered
    {
        get
        {
            lock (_gate)
                return _delivered;
        }
    }

    /// <summary>Takes up where the database says it stood; what is known better here is written there.</summary>
    /// <param name="connection">The database.</param>
    /// <param name="last">The last sequence that was given.</param>
    internal void Load(SqliteConnection connection, long last)
    {
        lock (_gate)
        {
            using SqliteCommand command =
                connection.Command("SELECT delivered, refused, expired FROM outputs WHERE name = $name", ("$name", Output));
            using SqliteDataReader row = command.ExecuteReader();
            if (row.Read())
            {
                // A forged mark beyond the last event would hold back all that come.
                _delivered = Math.Max(_delivered, Math.Clamp(row.GetInt64(0), 0, last));
                _refused = Math.Max(_refused, row.GetInt64(1));
                _expired = Math.Max(_expired, row.GetInt64(2));
            }
            else
            {
                _delivered = _delivered == Unknown ? last : _delivered;
            }

            _isDirty = true;
        }
    }

    /// <summary>Events before this one are gone; those among them that were not delivered are lost to this output.</summary>
    internal void Expire(long firstKept)
    {
        lock (_gate)
        {
            if (_delivered == Unknown || _delivered >= firstKept - 1)
                return;
            _expired += firstKept - 1 - _delivered;
            _delivered = firstKept - 1;
            _isDirty = true;
        }
    }

    /// <summary>Writes the mark; whoever calls it says <see cref="Settle"/> when that is committed.</summary>
    /// <returns>The mark written.</returns>
    internal long Write(SqliteConnection connection)
    {
        lock (_gate)
        {
            connection.Execute(
                """
                INSERT INTO outputs(name, delivered, refused, expired) VALUES ($name, $delivered, $refused, $expired)
                ON CONFLICT(name) DO UPDATE SET delivered = $delivered, refused = $refused, expired = $expired
                """,
                ("$name", Output),
                ("$delivered", _delivered),
                ("$refused", _refused),
                ("$expired", _expired));
            return _delivered;
        }
    }

    /// <summary>A mark is durable.</summary>
    internal void Settle(long written)
    {
        lock (_gate)
            _isDirty &= _delivered != written;
    }
}

using System.Globalization;
using EdgeNet.Devices.Outputs.Json;
using Microsoft.Data.Sqlite;

namespace EdgeNet.Devices.Outputs.Store;

/// <summary>What is asked of the database. Rows that are damaged or forged are passed over and counted.</summary>
internal sealed class StoreQueries
{
    /// <summary>Values that are longer than ours may be are not read: their lengths stand before them.</summary>
    private static readonly string Columns = string.Create(
        CultureInfo.InvariantCulture,
        $"""
        SELECT
            seq,
            iif(length(json) <= {EventJsonParser.MostBytes}, json, x''),
            iif(length(correction) <= {EventStore.LongestCorrection}, correction, NULL),
            (SELECT length(png) FROM evidence WHERE evidence.seq = events.seq)
        FROM events

        """);

    private long _damaged;

    /// <summary>Rows that could not be understood, ever since.</summary>
    internal long Damaged => Interlocked.Read(ref _damaged);

    internal static StoreCounts Count(SqliteConnection connection)
    {
        long pageBytes = connection.Scalar("PRAGMA page_size");
        long pages = connection.Scalar("PRAGMA page_count");
        // Events come and go at the ends only, so their sequences have no gap.
        return new StoreCounts(
            Events: connection.Scalar("SELECT ifnull(max(seq) - (SELECT min(seq) FROM events) + 1, 0) FROM events"),
            Rejected: connection.Scalar("SELECT count(*) FROM events WHERE accepted = 0"),
            Corrected: connection.Scalar("SELECT count(*) FROM events WHERE correction IS NOT NULL"),
            Crops: connection.Scalar("SELECT count(*) FROM evidence"),
            UsedBytes: (pages - connection.Scalar("PRAGMA freelist_count")) * pageBytes,
            FileBytes: pages * pageBytes);
    }

    internal IReadOnlyList<StoredEvent> Latest(SqliteConnection connection, int count, long before)
    {
        using SqliteCommand command = connection.Command(
            Columns + "WHERE seq < $before ORDER BY seq DESC LIMIT $count", ("$before", before), ("$count", count));
        return Read(command, long.MaxValue).Events;
    }

    internal StoredEvent? Find(SqliteConnection connection, string id)
    {
        using SqliteCommand command = connection.Command(Columns + "WHERE id = $id", ("$id", id));
        return Read(command, long.MaxValue).Events is [var found, ..] ? found : null;
    }

    internal StorePage Following(SqliteConnection connection, long sequence, int most, long mostBytes)
    {
        using SqliteCommand command = connection.Command(
            Columns + "WHERE seq > $sequence ORDER BY seq LIMIT $most", ("$sequence", sequence), ("$most", most));
        return Read(command, mostBytes);
    }

    internal static byte[]? Evidence(SqliteConnection connection, string id, int mostBytes)
    {
        using SqliteCommand command = connection.Command(
            "SELECT png FROM evidence WHERE seq = (SELECT seq FROM events WHERE id = $id) AND length(png) <= $most",
            ("$id", id),
            ("$most", mostBytes));
        return command.ExecuteScalar() as byte[];
    }

    private StorePage Read(SqliteCommand command, long mostBytes)
    {
        var events = new List<StoredEvent>();
        using SqliteDataReader rows = command.ExecuteReader();
        long bytes = 0;
        long last = 0;
        while (rows.Read())
        {
            last = rows.GetInt64(0);
            if (Parse(rows) is not { } stored)
            {
                Interlocked.Increment(ref _damaged);
                continue;
            }

            bytes += stored.Json.Length;
            if (events.Count > 0 && bytes > mostBytes)
                break;
            events.Add(stored);
        }

        return new StorePage(events, last);
    }

    private static StoredEvent? Parse(SqliteDataReader row)
    {
        byte[] json = row.GetFieldValue<byte[]>(1);
        try
        {
            string? correction = row.IsDBNull(2) ? null : row.GetString(2);
            return new StoredEvent(row.GetInt64(0), EventJson.Parse(json), json, correction, row.IsDBNull(3) ? 0 : row.GetInt64(3));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}

using Microsoft.Data.Sqlite;

namespace EdgeNet.Devices.Outputs.Store;

/// <summary>
/// Keeps the store within its bounds. Deleting is done in small pieces, beside what is written anyway: it never makes one long commit.
/// </summary>
internal sealed class StoreRetention(StoreOptions options, TimeProvider clock)
{
    /// <summary>What is deleted in one piece.</summary>
    private const int Piece = 64;

    /// <summary>Pieces after one commit.</summary>
    private const int MostPieces = 32;

    /// <summary>Above the first part of its limit the store begins to delete, and goes on down to the second.</summary>
    private const double Begin = 0.9;
    private const double End = 0.85;

    /// <summary>
    /// Deletes events that are too old, within the caller's transaction: at most twice as many as came in, and some. That keeps up with
    /// whatever comes, and a clock that jumps years ahead until it is set right costs little of what is stored.
    /// </summary>
    /// <param name="connection">The database.</param>
    /// <param name="arrived">How many events came in.</param>
    internal void ByAge(SqliteConnection connection, int arrived)
    {
        long oldest = (clock.GetUtcNow() - options.MaxAge).ToUnixTimeMilliseconds();
        long first = connection.Scalar("SELECT min(seq) FROM events");
        if (first == 0 || connection.Scalar("SELECT time FROM events WHERE seq = $first", ("$first", first)) >= oldest)
            return;
        // Only from the beginning on, without a gap: an event behind a younger one waits for it.
        long young = connection.Scalar(
            "SELECT min(seq) FROM (SELECT seq, time FROM events ORDER BY seq LIMIT $most) WHERE time >= $oldest",
            ("$most", 2 * arrived + 2),
            ("$oldest", oldest));
        long end = young != 0 ? young : connection.Scalar(
            "SELECT max(seq) + 1 FROM (SELECT seq FROM events ORDER BY seq LIMIT $most)", ("$most", 2 * arrived + 2));
        DeleteBefore(connection, end);
    }

    /// <summary>Deletes the oldest evidence, then the oldest events, where the database is larger than it may be.</summary>
    /// <param name="connection">The database, outside of a transaction.</param>
    /// <param name="isFull">Whether there was no room for a write: then something goes, unless there is some to use.</param>
    internal void BySize(SqliteConnection connection, bool isFull)
    {
        long pageBytes = connection.Scalar("PRAGMA page_size");
        if (isFull && connection.Scalar("PRAGMA freelist_count") == 0)
            DeletePiece(connection);
        if (UsedPages(connection) * pageBytes >= Begin * options.MaxBytes)
        {
            for (int i = 0; i < MostPieces && UsedPages(connection) * pageBytes > End * options.MaxBytes; i++)
                DeletePiece(connection);
        }

        // Free pages are used again. The file shrinks only where its limit has been lowered: moving pages is writing, too.
        long excess = connection.Scalar("PRAGMA page_count") - options.MaxBytes / pageBytes;
        if (excess > 0)
            MovePages(connection);
    }

    private static long UsedPages(SqliteConnection connection) =>
        connection.Scalar("PRAGMA page_count") - connection.Scalar("PRAGMA freelist_count");

    /// <summary>Each step of the statement frees one page.</summary>
    private static void MovePages(SqliteConnection connection)
    {
        using SqliteCommand command = connection.Command("PRAGMA incremental_vacuum(1024)");
        using SqliteDataReader steps = command.ExecuteReader();
        while (steps.Read())
        {
        }
    }

    private static void DeletePiece(SqliteConnection connection)
    {
        using SqliteTransaction transaction = connection.BeginTransaction();
        int deleted = connection.Execute(
            "DELETE FROM evidence WHERE seq IN (SELECT seq FROM evidence ORDER BY seq LIMIT $piece)", ("$piece", Piece));
        if (deleted == 0)
        {
            DeleteBefore(connection, connection.Scalar(
                "SELECT max(seq) + 1 FROM (SELECT seq FROM events ORDER BY seq LIMIT $piece)", ("$piece", Piece)));
        }

        transaction.Commit();
    }

    private static void DeleteBefore(SqliteConnection connection, long end)
    {
        connection.Execute("DELETE FROM evidence WHERE seq < $end", ("$end", end));
        connection.Execute("DELETE FROM events WHERE seq < $end", ("$end", end));
    }
}

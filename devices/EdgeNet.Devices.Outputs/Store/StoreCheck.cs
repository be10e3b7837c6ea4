using EdgeNet.Safety;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace EdgeNet.Devices.Outputs.Store;

/// <summary>What SQLite's own check says of a store.</summary>
/// <param name="IsComplete">Whether all of it was looked at; else time was up.</param>
/// <param name="Problems">What is wrong, a line each, ten at most; empty where nothing is.</param>
public sealed record StoreCheck(bool IsComplete, IReadOnlyList<string> Problems)
{
    private const int MostProblems = 10;
    private const int LongestProblem = 300;

    /// <summary>Checks a store, whether or not a program uses it at present.</summary>
    /// <param name="path">The database.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="cancellation">Ends it before.</param>
    /// <exception cref="StoreException">It cannot be opened.</exception>
    public static StoreCheck Run(string path, TimeSpan limit, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            using SqliteConnection connection = StoreDatabase.Connect(path, SqliteOpenMode.ReadWrite);
            return Run(connection, isQuick: false, limit, cancellation);
        }
        catch (SqliteException error)
        {
            throw new StoreException(path, error);
        }
    }

    /// <summary>Checks what a connection leads to. Indices are not held against their tables where it is to be quick.</summary>
    internal static StoreCheck Run(SqliteConnection connection, bool isQuick, TimeSpan limit, CancellationToken cancellation)
    {
        var problems = new List<string>();
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        time.CancelAfter(limit);
        using CancellationTokenRegistration stop = time.Token.Register(() => raw.sqlite3_interrupt(connection.Handle));
        try
        {
            using SqliteCommand command = connection.Command(isQuick ? "PRAGMA quick_check(10)" : "PRAGMA integrity_check(10)");
            // It is ended by time; the framework's own limit would only repeat it.
            command.CommandTimeout = 0;
            using SqliteDataReader rows = command.ExecuteReader();
            while (problems.Count < MostProblems && rows.Read())
            {
                string line = rows.GetString(0);
                if (line != "ok")
                    problems.Add(PlainText.Shorten(line, LongestProblem));
            }

            return new StoreCheck(true, problems);
        }
        catch (SqliteException error) when (error.SqliteErrorCode == raw.SQLITE_INTERRUPT)
        {
            return new StoreCheck(false, problems);
        }
    }
}

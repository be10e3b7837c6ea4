using System.Globalization;
using EdgeNet.Safety;
using Microsoft.Data.Sqlite;

namespace EdgeNet.Devices.Outputs.Store;

/// <summary>The store cannot be read or written.</summary>
public sealed class StoreException : IOException
{
    // SQLite's result codes (https://www.sqlite.org/rescode.html).
    private const int Permission = 3;
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int Interrupted = 9;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    /// <summary>A failure.</summary>
    /// <param name="path">The database.</param>
    /// <param name="message">What is wrong and what to do; it is escaped.</param>
    /// <param name="innerException">What was reported below.</param>
    public StoreException(string path, string message, Exception? innerException = null)
        : base(PlainText.Shorten($"{path}: {message}", 1000), innerException)
    {
    }

    /// <summary>A failure that SQLite reports.</summary>
    internal StoreException(string path, SqliteException error)
        : this(path, Explain(error), error)
    {
        IsFull = error.SqliteErrorCode == Full;
        IsDamaged = error.SqliteErrorCode is Corrupt or NotADatabase;
        IsPassing = error.SqliteErrorCode is Busy or Locked or Interrupted or Full;
    }

    /// <summary>Whether there is no room: on the disk, or within the store's limit.</summary>
    public bool IsFull { get; }

    /// <summary>Whether the database is damaged.</summary>
    public bool IsDamaged { get; }

    /// <summary>Whether the connection is sound, and a later try may do.</summary>
    internal bool IsPassing { get; }

    private static string Explain(SqliteException error)
    {
        string advice = error.SqliteErrorCode switch
        {
            Permission or ReadOnly =>
                "may not be written to: check owner and mode of file and folder, and that the disk is not mounted read-only",
            Busy or Locked => "another program writes to it: close that",
            Interrupted => "took too long",
            InputOutput => "the disk reports an error: check the card and its power supply ('dmesg' says more)",
            Corrupt or NotADatabase => "the database is damaged",
            Full => "no room: free some on the disk ('df -h' says how much there is), or raise the store's limit",
            CannotOpen => "cannot be opened: check that the folder is there and may be written to",
            _ => "SQLite failed",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{advice} (SQLite {error.SqliteExtendedErrorCode}: {error.Message})");
    }
}

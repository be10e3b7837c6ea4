using System.Globalization;
using Microsoft.Data.Sqlite;

namespace EdgeNet.Devices.Outputs.Store;

/// <summary>What stands in the database, and how it is known to be one of ours.</summary>
internal static class StoreSchema
{
    /// <summary>"EDGE" in ASCII.</summary>
    private const int ApplicationId = 0x45444745;

    private const int Version = 1;

    /// <summary>
    /// Sequences are given by the store: AUTOINCREMENT would write one page more a commit. Evidence has a table of its own, so that going
    /// through events does not touch it, and it can go before them. The partial indices are for counting.
    /// </summary>
    private const string Tables =
        """
        CREATE TABLE events(
            seq INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE,
            time INTEGER NOT NULL,
            accepted INTEGER NOT NULL,
            json BLOB NOT NULL,
            correction TEXT
        ) STRICT;
        CREATE INDEX rejected ON events(seq) WHERE accepted = 0;
        CREATE INDEX corrected ON events(seq) WHERE correction IS NOT NULL;
        CREATE TABLE evidence(seq INTEGER PRIMARY KEY, png BLOB NOT NULL) STRICT;
        CREATE TABLE outputs(
            name TEXT PRIMARY KEY,
            delivered INTEGER NOT NULL,
            refused INTEGER NOT NULL,
            expired INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        """;

    /// <summary>Makes the tables in an empty database, and refuses one that is not ours.</summary>
    /// <exception cref="StoreException">It belongs to another program, or to a later version of this one.</exception>
    internal static void Ensure(SqliteConnection connection, string path)
    {
        long application = connection.Scalar("PRAGMA application_id");
        long version = connection.Scalar("PRAGMA user_version");
        if (application == ApplicationId && version == Version)
            return;
        if (application == ApplicationId && version > Version)
        {
            throw new StoreException(path, string.Create(
                CultureInfo.InvariantCulture,
                $"expected a store of version {Version}, found {version}: a later version of this program made it; name another file"));
        }

        if (application != 0 || version != 0 || connection.Scalar("SELECT count(*) FROM sqlite_schema") != 0)
            throw new StoreException(path, "is the database of another program: name another file");
        using SqliteTransaction transaction = connection.BeginTransaction();
        connection.Execute(Tables);
        connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {ApplicationId}"));
        connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {Version}"));
        transaction.Commit();
    }
}

using Microsoft.Data.Sqlite;

namespace EdgeNet.Devices.Outputs.Tests.Store;

/// <summary>Databases as other programs, damage and power cuts leave them.</summary>
internal static class StoreFiles
{
    /// <summary>Executes SQL, as somebody with SQLite's shell might.</summary>
    public static object? Sql(string path, string sql)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    /// <summary>
    /// What a power cut leaves: the database, and its log up to a length; of what was written after it some is there, some is not.
    /// </summary>
    public static string CutPower(string path, string folder, long logLength, Random random)
    {
        string copy = Path.Combine(folder, "cut.db");
        foreach (string part in (string[])["", "-wal", "-shm"])
            File.Delete(copy + part);
        CopyShared(path, copy);
        CopyShared(path + "-wal", copy + "-wal");
        using FileStream log = File.Open(copy + "-wal", FileMode.Open);
        long torn = random.NextInt64(logLength, log.Length + 1);
        var rubbish = new byte[random.Next(0, (int)Math.Min(5000, log.Length - torn + 1))];
        random.NextBytes(rubbish);
        log.SetLength(torn);
        log.Seek(0, SeekOrigin.End);
        log.Write(rubbish);
        return copy;
    }

    private static void CopyShared(string from, string to)
    {
        using var source = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using FileStream target = File.Create(to);
        source.CopyTo(target);
    }
}

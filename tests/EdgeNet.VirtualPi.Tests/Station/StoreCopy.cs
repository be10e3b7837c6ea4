using System.Globalization;
using System.Text;
using EdgeNet.VirtualPi.Tests.Machine;
using Microsoft.Data.Sqlite;

namespace EdgeNet.VirtualPi.Tests.Station;

/// <summary>The store as it lies on the board's disk, looked at by SQLite itself on this machine, without EdgeNet's code.</summary>
internal static class StoreCopy
{
    private const string Folder = "/var/lib/zipreader";

    /// <summary>Takes the store out of a machine and checks it.</summary>
    /// <param name="machine">The machine; if the reader runs, what it is writing may be missing.</param>
    /// <param name="folder">Where the copy goes.</param>
    /// <returns>Its readings, in their order.</returns>
    public static IReadOnlyList<ConsumedReading> Read(PiMachine machine, string folder)
    {
        Assert.Equal("", machine.Run($"ls {Folder} | grep damaged; true"));
        string path = Path.Combine(folder, "events.db");
        foreach (string ending in (ReadOnlySpan<string>)["", "-wal"])
        {
            File.Delete(path + ending);
            GuestAnswer answer = machine.RunForBytes($"cat {Folder}/events.db{ending} 2> /dev/null; true");
            if (answer.Bytes.Length > 0)
                File.WriteAllBytes(path + ending, answer.Bytes);
        }

        return File.Exists(path) ? Read(path) : [];
    }

    private static List<ConsumedReading> Read(string path)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        using SqliteCommand check = connection.CreateCommand();
        check.CommandText = "PRAGMA integrity_check";
        Assert.Equal("ok", check.ExecuteScalar());
        var readings = new List<ConsumedReading>();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM sqlite_master WHERE name = 'events'";
        if (Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture) == 0)
            return readings;
        command.CommandText = "SELECT id, json FROM events ORDER BY seq";
        using SqliteDataReader rows = command.ExecuteReader();
        while (rows.Read())
        {
            ConsumedReading reading = ConsumedReading.Parse(Encoding.UTF8.GetString(rows.GetFieldValue<byte[]>(1)));
            Assert.Equal(rows.GetString(0), reading.Id);
            readings.Add(reading);
        }

        Assert.Equal(readings.Count, readings.Select(r => r.Id).Distinct().Count());
        return readings;
    }
}

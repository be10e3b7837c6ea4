using System.Diagnostics;
using System.Globalization;
using EdgeNet.Devices.Outputs.Store;

namespace EdgeNet.Devices.Outputs.Tests;

/// <summary>
/// What runs where this assembly is started as a program. As "store" it stores events until it is killed, and says on its output which are
/// committed.
/// </summary>
internal static class CrashProgram
{
    public static int Main(string[] arguments)
    {
        if (arguments is ["away", var database, var port])
            return AwayProgram.Run(database, int.Parse(port, CultureInfo.InvariantCulture));
        if (arguments is not ["store", var path, var first])
            return 2;
        var options = new StoreOptions { Path = path, CommitWindow = TimeSpan.Zero, MarkWindow = TimeSpan.Zero, MaxBytes = 4 << 20 };
        using var store = new EventStore(options, Console.Error.WriteLine);
        store.Open();
        StoreCursor cursor = store.Cursor("test");
        using TextWriter output = TextWriter.Synchronized(new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true });
        store.Committed += () => output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"committed {store.LastSequence()}"));
        for (int i = int.Parse(first, CultureInfo.InvariantCulture); ; i++)
        {
            store.OnEvent(TestEvents.Make(i, evidenceBytes: 2000));
            if (i % 16 != 0)
                continue;
            while (store.Queue.Waiting > 0)
                Thread.Yield();
            if (cursor.Next(16) is [.., var last])
            {
                cursor.Advance(last.Sequence);
                store.KeepMarks();
                output.WriteLine($"delivered {last.Sequence.ToString(CultureInfo.InvariantCulture)}");
            }
        }
    }

    /// <summary>Starts it.</summary>
    public static Process Start(string path, int first) =>
        Process.Start(StartInfo("store", path, first.ToString(CultureInfo.InvariantCulture)))!;

    /// <summary>How this assembly is started as a program.</summary>
    public static ProcessStartInfo StartInfo(params string[] arguments)
    {
        string self = Path.ChangeExtension(typeof(CrashProgram).Assembly.Location, null);
        return new ProcessStartInfo("dotnet", ["exec", self + ".dll", .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
    }
}

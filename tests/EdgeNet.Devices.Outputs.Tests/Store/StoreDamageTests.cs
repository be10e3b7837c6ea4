using System.Diagnostics;
using System.Globalization;
using EdgeNet.Devices.Events;
using EdgeNet.Devices.Outputs.Store;
using Xunit.Abstractions;

namespace EdgeNet.Devices.Outputs.Tests.Store;

public sealed class StoreDamageTests(ITestOutputHelper output) : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly FakeTime _time = new();
    private readonly List<string> _reports = [];

    private string StorePath => Path.Combine(_folder.Path, "events.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_second_program_is_refused_and_let_in_afterwards()
    {
        using (EventStore store = Store())
        {
            store.Open();
            using EventStore second = Store();
            string message = Assert.Throws<StoreException>(second.Open).Message;
            Assert.Contains(FormattableString.Invariant($"is in use by process {Environment.ProcessId}: "), message);
            Assert.Contains("check that the service does not run already", message);
            Assert.True(EventStore.IsInUse(StorePath, out int? process));
            Assert.Equal(Environment.ProcessId, process);
            Assert.Empty(StoreCheck.Run(StorePath, Wait.Patience).Problems);
        }

        using EventStore third = Store();
        third.Open();
    }

    [Fact]
    public void The_database_of_another_program_is_left_alone()
    {
        StoreFiles.Sql(StorePath, "CREATE TABLE theirs(a); INSERT INTO theirs VALUES(1)");
        using (EventStore store = Store())
            Assert.Contains("is the database of another program", Assert.Throws<StoreException>(store.Open).Message);
        Assert.Equal(1L, StoreFiles.Sql(StorePath, "SELECT a FROM theirs"));
    }

    [Fact]
    public void A_store_that_cannot_be_opened_is_a_problem_before_the_first_event()
    {
        string folder = _folder.MakeFolder("events.db");
        using EventStore store = Store();
        Assert.Null(store.Problem);
        string told = Assert.Throws<StoreException>(store.Open).Message;
        Assert.Equal(told, store.Problem);
        Assert.Empty(_reports);
        // Whoever asks next finds it mended, and so is told who looks at the log.
        Directory.Delete(folder);
        Assert.Empty(store.Latest(1));
        Assert.Null(store.Problem);
        Assert.Equal("store: is open", Assert.Single(_reports));
    }

    [Fact]
    public void The_store_of_a_later_version_is_left_alone()
    {
        using (EventStore store = Store())
            store.Open();
        StoreFiles.Sql(StorePath, "PRAGMA user_version = 2");
        using EventStore later = Store();
        Assert.Contains("expected a store of version 1, found 2", Assert.Throws<StoreException>(later.Open).Message);
    }

    [Fact]
    public void A_folder_in_its_place_is_a_sentence()
    {
        _folder.MakeFolder("events.db");
        using EventStore store = Store();
        Assert.Contains("expected a file, found a folder", Assert.Throws<StoreException>(store.Open).Message);
    }

    [Fact]
    public void Rubbish_is_set_aside_and_a_new_store_begun()
    {
        byte[] rubbish = TestEvents.Evidence(1, 20_000);
        File.WriteAllBytes(StorePath, rubbish);
        using EventStore store = Store();
        Bring(store, TestEvents.Make(1, 3, 0));
        Assert.Equal(3, store.Count().Events);
        Assert.Equal(rubbish, File.ReadAllBytes(StorePath + ".damaged"));
        Assert.Contains($"it is kept as {StorePath}.damaged", Assert.Single(_reports));
    }

    [Fact]
    public void Damage_while_it_runs_is_set_aside_and_nothing_is_numbered_twice()
    {
        using EventStore store = Store();
        StoreCursor cursor = store.Cursor("mqtt");
        Bring(store, TestEvents.Make(1, 2000, 0));
        cursor.Advance(1990);
        StoreFiles.Sql(StorePath, "PRAGMA wal_checkpoint(TRUNCATE)");
        using (FileStream file = File.Open(StorePath, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite))
        {
            for (int page = 1; page < file.Length / 4096; page++)
            {
                file.Seek(4096 * page, SeekOrigin.Begin);
                file.Write(TestEvents.Evidence(page, 4096));
            }
        }

        for (int i = 0; i < 10; i++)
        {
            store.OnEvent(TestEvents.Make(5000 + i));
            _time.Pass(TimeSpan.FromMinutes(2));
            store.Step();
        }

        Assert.Contains(_reports, r => r.Contains("is damaged", StringComparison.Ordinal));
        Assert.Equal(10, store.Count().Events);
        Assert.Equal(Enumerable.Range(2001, 10).Select(i => (long)i), cursor.Next(100).Select(e => e.Sequence));
        Assert.Equal(10, cursor.Count().Expired);
    }

    [Fact]
    public void Damage_that_only_queries_meet_is_set_aside_too()
    {
        using EventStore store = Store();
        StoreCursor cursor = store.Cursor("mqtt");
        Bring(store, TestEvents.Make(1, 3000, 0));
        StoreFiles.Sql(StorePath, "PRAGMA wal_checkpoint(TRUNCATE)");
        using (FileStream file = File.Open(StorePath, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite))
        {
            // The beginning, which was written first, but for the roots of tables and indices.
            for (int page = 20; page < file.Length / 4096 / 2; page++)
            {
                file.Seek(4096 * page, SeekOrigin.Begin);
                file.Write(TestEvents.Evidence(page, 4096));
            }
        }

        for (int i = 0; i < 5 && _reports.Count == 0; i++)
        {
            try
            {
                cursor.Next(1000);
            }
            catch (StoreException error)
            {
                Assert.True(error.IsDamaged, error.Message);
            }
        }

        Assert.Contains("is damaged", Assert.Single(_reports));
        Bring(store, TestEvents.Make(5000));
        Assert.Equal(3001, Assert.Single(cursor.Next(100)).Sequence);
        Assert.Equal(1, store.Count().Events);
    }

    [Fact]
    public void Rows_that_are_forged_are_passed_over()
    {
        using EventStore store = Store();
        StoreCursor cursor = store.Cursor("mqtt");
        Bring(store, TestEvents.Make(1, 40, 100));
        StoreFiles.Sql(StorePath, "UPDATE events SET json = CAST('<script>' AS BLOB) WHERE seq <= 20");
        StoreFiles.Sql(StorePath, "UPDATE events SET json = zeroblob(1000000) WHERE seq = 30");
        Assert.Equal([21, 22], FirstOf(cursor).Take(2));
        Assert.DoesNotContain(30L, store.Latest(100).Select(e => e.Sequence));
        Assert.True(store.DamagedRows >= 21);
    }

    [Fact]
    public void Rows_too_long_to_be_ours_take_no_memory()
    {
        using EventStore store = Store();
        Bring(store, TestEvents.Make(1, 2, 100));
        StoreFiles.Sql(StorePath, "UPDATE events SET json = zeroblob(200000000), correction = printf('%.*c', 9000000, 'x') WHERE seq = 1");
        StoreFiles.Sql(StorePath, "UPDATE evidence SET png = zeroblob(200000000) WHERE seq = 2");
        long before = GC.GetAllocatedBytesForCurrentThread();
        StoredEvent only = Assert.Single(store.Latest(10));
        Assert.Equal(2, only.Sequence);
        Assert.Null(store.ReadEvidence(only.Reading.Id));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 5_000_000);
    }

    [Fact]
    public void Another_program_that_holds_the_store_passes()
    {
        using EventStore store = Store();
        Bring(store, TestEvents.Make(1, 2, 0));
        Assert.Equal(2, store.Count().Events);
        StoreFiles.Sql(StorePath, "UPDATE events SET correction = 'x'");
        Bring(store, TestEvents.Make(3));
        Assert.Equal(3, store.Count().Corrected + 1);
    }

    [Fact]
    public void A_power_cut_at_any_byte_loses_nothing_that_was_committed()
    {
        var random = new Random(7);
        using EventStore store = Store();
        StoreCursor cursor = store.Cursor("mqtt");
        var known = new List<string>();
        for (int cut = 0; cut < 40; cut++)
        {
            Bring(store, TestEvents.Make(100 * cut, random.Next(1, 30), random.Next(0, 6000)));
            cursor.Advance(cursor.Next(10)[^1].Sequence);
            known = [.. store.Latest(1000).Select(e => e.Reading.Id)];
            long committed = new FileInfo(StorePath + "-wal").Length;
            Bring(store, TestEvents.Make(100 * cut + 50, random.Next(1, 10), random.Next(0, 6000)));
            // The log begins anew at times: what was committed then is in the database.
            long kept = new FileInfo(StorePath + "-wal").Length > committed ? committed : new FileInfo(StorePath + "-wal").Length;
            string copy = StoreFiles.CutPower(StorePath, _folder.Path, kept, random);
            AssertSound(copy, known);
        }

        void AssertSound(string copy, List<string> ids)
        {
            using var after = new EventStore(new StoreOptions { Path = copy }, _reports.Add, _time, isStarted: false);
            after.Open();
            Assert.Empty(_reports);
            HashSet<string> found = [.. after.Latest(1000).Select(e => e.Reading.Id)];
            Assert.All(ids.Take(900), id => Assert.Contains(id, found));
            Assert.Empty(StoreCheck.Run(copy, Wait.Patience).Problems);
            Assert.True(after.Cursor("mqtt").Count().Delivered <= cursor.Count().Delivered);
        }
    }

    [Fact]
    public async Task A_program_killed_in_mid_write_leaves_a_sound_store()
    {
        long committed = 0;
        long delivered = 0;
        for (int kill = 0; kill < 8; kill++)
        {
            using Process program = CrashProgram.Start(StorePath, 100_000 * kill);
            Task<string> errors = program.StandardError.ReadToEndAsync();
            int lines = 0;
            while (lines++ < 40 + 13 * kill && await program.StandardOutput.ReadLineAsync().WaitAsync(Wait.Patience) is { } line)
                Note(line);
            program.Kill();
            while (await program.StandardOutput.ReadLineAsync().WaitAsync(Wait.Patience) is { } line)
                Note(line);
            Assert.Equal("", await errors.WaitAsync(Wait.Patience));
            await program.WaitForExitAsync().WaitAsync(Wait.Patience);
            using EventStore store = Store(new StoreOptions { Path = StorePath, MaxBytes = 4 << 20 });
            store.Open();
            Assert.Empty(_reports);
            Assert.True(store.Latest(1)[0].Sequence >= committed);
            CursorCounts counts = store.Cursor("test").Count();
            Assert.InRange(counts.Delivered, delivered, store.Latest(1)[0].Sequence);
            Assert.Equal(0, counts.Expired);
            Assert.True(StoreCheck.Run(StorePath, Wait.Patience) is { IsComplete: true, Problems: [] });
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{committed} events committed, {delivered} delivered."));
        Assert.True(delivered > 100);

        void Note(string line)
        {
            string[] words = line.Split(' ');
            long number = long.Parse(words[^1], CultureInfo.InvariantCulture);
            if (words[0] == "committed") committed = Math.Max(committed, number);
            else delivered = Math.Max(delivered, number);
        }
    }

    [Fact]
    public void A_full_disk_is_a_sentence_and_events_wait()
    {
        string disk = _folder.MakeFolder("disk");
        if (Run("mount", "-t", "tmpfs", "-o", "size=16m", "none", disk) != 0)
        {
            output.Skip("no small disk can be mounted here; that takes root.");
            return;
        }

        try
        {
            string filler = Path.Combine(disk, "filler");
            using EventStore store = Store(new StoreOptions { Path = Path.Combine(disk, "events.db") });
            Bring(store, TestEvents.Make(1, 10, 1000));
            Fill(filler);
            foreach (ReadingEvent reading in TestEvents.Make(100, 200, 4000))
                store.OnEvent(reading);
            for (int i = 0; i < 5; i++)
            {
                _time.Pass(TimeSpan.FromMinutes(2));
                store.Step();
            }

            Assert.Contains("no room", store.Problem);
            Assert.True(store.Queue.Waiting > 0);
            Assert.True(store.Count().Events >= 10);
            File.Delete(filler);
            for (int i = 0; i < 100 && store.Queue.Waiting > 0; i++)
            {
                _time.Pass(TimeSpan.FromMinutes(2));
                store.Step();
            }

            Assert.Equal((210, 0L), (store.Count().Events, store.Queue.Dropped));
            Assert.Null(store.Problem);
            Assert.True(StoreCheck.Run(Path.Combine(disk, "events.db"), Wait.Patience) is { IsComplete: true, Problems: [] });
        }
        finally
        {
            Run("umount", disk);
        }
    }

    private static void Fill(string path)
    {
        try
        {
            using FileStream file = File.Create(path, bufferSize: 1);
            while (true)
                file.Write(new byte[4096]);
        }
        catch (IOException)
        {
            // That was the aim.
        }
    }

    private static int Run(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.WaitForExit(Wait.Patience);
            return process.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return -1;
        }
    }

    private static IEnumerable<long> FirstOf(StoreCursor cursor)
    {
        // The first page has no row that can be understood: what is behind it comes with the next.
        IReadOnlyList<StoredEvent> page = cursor.Next(10);
        for (int i = 0; i < 5 && page.Count == 0; i++)
            page = cursor.Next(10);
        return page.Select(e => e.Sequence);
    }

    private EventStore Store(StoreOptions? options = null) =>
        new(options ?? new StoreOptions { Path = StorePath }, _reports.Add, _time, isStarted: false);

    private void Bring(EventStore store, params ReadingEvent[] events)
    {
        foreach (ReadingEvent reading in events)
            store.OnEvent(reading);
        for (int i = 0; i < 100 && store.Queue.Waiting > 0; i++)
        {
            _time.Pass(TimeSpan.FromSeconds(1));
            store.Step();
        }

        Assert.Equal(0, store.Queue.Waiting);
    }
}

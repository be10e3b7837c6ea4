using EdgeNet.Devices.Events;
using EdgeNet.Devices.Outputs.Store;

namespace EdgeNet.Devices.Outputs.Tests.Store;

public sealed class StoreRetentionTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly FakeTime _time = new();

    private string StorePath => Path.Combine(_folder.Path, "events.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Events_that_are_too_old_go_and_undelivered_ones_are_counted()
    {
        using EventStore store = Store(new StoreOptions { Path = StorePath, MaxAge = TimeSpan.FromDays(1) });
        StoreCursor cursor = store.Cursor("mqtt");
        Bring(store, 1, 20);
        cursor.Advance(5);
        _time.Pass(TimeSpan.FromDays(2));
        for (int i = 0; i < 10; i++)
            Bring(store, 100 + i, 1);
        Assert.Equal(10, store.Count().Events);
        Assert.Equal(new CursorCounts(20, 10, 0, 15), cursor.Count());
        Assert.Equal(21, cursor.Next(10)[0].Sequence);
    }

    [Fact]
    public void A_clock_that_jumps_ahead_for_a_while_costs_little()
    {
        using EventStore store = Store(new StoreOptions { Path = StorePath, MaxAge = TimeSpan.FromDays(365) });
        Bring(store, 1, 1000);
        DateTimeOffset right = _time.Now;
        _time.Now = right.AddYears(30);
        for (int i = 0; i < 10; i++)
            Bring(store, i, 1);
        _time.Now = right;
        Bring(store, 1, 10);
        Assert.InRange(store.Count().Events, 970, 1020);
    }

    [Fact]
    public void A_clock_without_a_battery_that_starts_in_1970_deletes_nothing()
    {
        using EventStore store = Store(new StoreOptions { Path = StorePath, MaxAge = TimeSpan.FromDays(1) });
        _time.Now = DateTimeOffset.UnixEpoch;
        Bring(store, 1, 10);
        Assert.Equal(10, store.Count().Events);
    }

    [Fact]
    public void Of_too_much_the_oldest_evidence_goes_first_then_the_oldest_events()
    {
        var options = new StoreOptions { Path = StorePath, MaxBytes = 1 << 20 };
        using EventStore store = Store(options);
        for (int i = 0; i < 30; i++)
            Bring(store, 40 * i, 40, evidenceBytes: 4000);
        StoreCounts counts = store.Count();
        Assert.Equal(1200, counts.Events);
        Assert.InRange(counts.Crops, 30, 240);
        Assert.True(store.Latest(1)[0].EvidenceBytes > 0);
        Assert.Equal(0, store.Latest(1, before: 2)[0].EvidenceBytes);
        for (int i = 0; i < 50; i++)
            Bring(store, 100 * i, 100);
        counts = store.Count();
        Assert.InRange(counts.Events, 500, 6000);
        Assert.Equal(0, counts.Crops);
        Assert.Equal(6200, store.Latest(1)[0].Sequence);
        Assert.InRange(new FileInfo(StorePath).Length, 1, options.MaxBytes);
        Assert.InRange(new FileInfo(StorePath + "-wal").Length, 0, 6 << 20);
    }

    [Fact]
    public void Crops_larger_than_the_whole_store_do_not_block_it()
    {
        using EventStore store = Store(new StoreOptions { Path = StorePath, MaxBytes = 1 << 20, MaxEvidenceBytes = 1 << 20 });
        for (int i = 0; i < 5; i++)
            Bring(store, 100 * i, 100, evidenceBytes: i % 2 == 0 ? 15_000 : 900_000);
        Assert.Equal(500, store.Count().Events);
    }

    [Fact]
    public void A_limit_that_is_lowered_makes_the_file_smaller()
    {
        using (EventStore store = Store(new StoreOptions { Path = StorePath, MaxBytes = 16 << 20 }))
        {
            for (int i = 0; i < 10; i++)
                Bring(store, 100 * i, 100, evidenceBytes: 10_000);
        }

        Assert.True(new FileInfo(StorePath).Length > 8 << 20);
        using (EventStore store = Store(new StoreOptions { Path = StorePath, MaxBytes = 2 << 20 }))
        {
            for (int i = 0; i < 40; i++)
                Bring(store, i, 1);
        }

        Assert.InRange(new FileInfo(StorePath).Length, 1, 2 << 20);
    }

    private EventStore Store(StoreOptions options) => new(options, null, _time, isStarted: false);

    private void Bring(EventStore store, int first, int count, int evidenceBytes = 0)
    {
        foreach (ReadingEvent reading in TestEvents.Make(first, count, evidenceBytes))
            store.OnEvent(reading with { Time = _time.Now });
        for (int i = 0; i < 100 && store.Queue.Waiting > 0; i++)
        {
            _time.Pass(TimeSpan.FromSeconds(1));
            store.Step();
        }

        Assert.Equal(0, store.Queue.Waiting);
    }
}

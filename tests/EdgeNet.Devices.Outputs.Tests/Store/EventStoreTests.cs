using EdgeNet.Devices.Events;
using EdgeNet.Devices.Outputs.Json;
using EdgeNet.Devices.Outputs.Store;
using Xunit.Abstractions;

namespace EdgeNet.Devices.Outputs.Tests.Store;

public sealed class EventStoreTests(ITestOutputHelper output) : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly FakeTime _time = new();
    private readonly List<string> _reports = [];

    private string StorePath => Path.Combine(_folder.Path, "sub", "events.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Events_come_back_as_they_were_with_their_evidence()
    {
        ReadingEvent[] events = TestEvents.Make(1, 5, evidenceBytes: 3000);
        using (EventStore store = Store())
            Bring(store, events);
        using EventStore again = Store();
        IReadOnlyList<StoredEvent> latest = again.Latest(3);
        Assert.Equal([5, 4, 3], latest.Select(e => e.Sequence));
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(EventJson.Format(events[4 - i]), latest[i].Json.ToArray());
            Assert.Equal(EventJson.Format(events[4 - i]), EventJson.Format(latest[i].Reading));
            Assert.Equal(3000, latest[i].EvidenceBytes);
            Assert.Equal(events[4 - i].Evidence.ToArray(), again.ReadEvidence(events[4 - i].Id));
        }

        Assert.Equal([2, 1], again.Latest(10, before: 3).Select(e => e.Sequence));
        Assert.Equal(2, again.Find(events[1].Id)!.Sequence);
        Assert.Null(again.Find("01KB7M9Q3T8ZC4V5N6W7X8Y9Z0"));
        Assert.Null(again.Find("' OR 1=1 --"));
        Assert.Null(again.ReadEvidence("../../etc/passwd"));
    }

    [Fact]
    public void A_burst_is_one_commit_and_the_first_event_does_not_wait()
    {
        using EventStore store = Store();
        int commits = 0;
        store.Committed += () => commits++;
        store.OnEvent(TestEvents.Make(1));
        store.Step();
        Assert.Equal(1, commits);
        foreach (ReadingEvent reading in TestEvents.Make(2, 50, 0))
            store.OnEvent(reading);
        Assert.True(store.Step() > TimeSpan.Zero);
        Assert.Equal(1, commits);
        _time.Pass(TimeSpan.FromSeconds(1));
        store.Step();
        Assert.Equal((2, 51), (commits, store.Count().Events));
    }

    [Fact]
    public void An_event_that_comes_twice_is_stored_once()
    {
        using EventStore store = Store();
        ReadingEvent[] events = TestEvents.Make(1, 3, 10);
        Bring(store, [.. events, events[0], events[2]]);
        Bring(store, events);
        Bring(store, TestEvents.Make(4));
        Assert.Equal([4, 3, 2, 1], store.Latest(10).Select(e => e.Sequence));
    }

    [Fact]
    public void The_order_is_that_of_arrival_whatever_the_clock_does()
    {
        using EventStore store = Store();
        Bring(store, TestEvents.Make(9000) with { Id = "Z1" });
        Bring(store, TestEvents.Make(1) with { Id = "A1" });
        Assert.Equal(["A1", "Z1"], store.Latest(10).Select(e => e.Reading.Id));
    }

    [Fact]
    public void Counts_tell_rejected_corrected_and_crops()
    {
        using EventStore store = Store();
        ReadingEvent[] events = TestEvents.Make(1, 4, 100);
        events[1] = events[1] with { Text = null };
        events[2] = events[2] with { Evidence = default };
        Bring(store, events);
        Assert.True(store.Correct(events[1].Id, "02138"));
        Assert.True(store.Correct(events[3].Id, "99999"));
        Assert.True(store.Correct(events[3].Id, null));
        Assert.False(store.Correct("01KB7M9Q3T8ZC4V5N6W7X8Y9Z0", "1"));
        Assert.Throws<ArgumentException>(() => store.Correct(events[0].Id, ""));
        Assert.Throws<ArgumentException>(() => store.Correct(events[0].Id, new string('1', 257)));
        StoreCounts counts = store.Count();
        Assert.Equal((4, 1, 1, 3), (counts.Events, counts.Rejected, counts.Corrected, counts.Crops));
        Assert.Equal("02138", store.Find(events[1].Id)!.Correction);
        Assert.Null(store.Find(events[3].Id)!.Correction);
    }

    [Fact]
    public void What_does_not_fit_is_told_and_stops_nothing()
    {
        using EventStore store = Store(o => o with { MaxEvidenceBytes = 1000 });
        ReadingEvent unnamed = TestEvents.Make(1) with { Id = "../x" };
        ReadingEvent endless = TestEvents.Make(2) with { Source = new string('x', 1 << 19) };
        Bring(store, unnamed, endless, TestEvents.Make(3, 1001));
        StoredEvent only = Assert.Single(store.Latest(10));
        Assert.Equal(("00003", 0), (only.Reading.Text, only.EvidenceBytes));
        Assert.Equal(2, store.Unfit);
        Assert.Contains("store: expected events of at most", Assert.Single(_reports));
    }

    [Fact]
    public void An_output_takes_events_in_order_and_goes_on_where_it_was()
    {
        using (EventStore store = Store())
        {
            StoreCursor cursor = store.Cursor("mqtt");
            Bring(store, TestEvents.Make(1, 10, 0));
            Assert.Equal([1, 2, 3, 4], cursor.Next(4).Select(e => e.Sequence));
            cursor.Advance(3, refused: 1);
            cursor.Advance(2);
            Assert.Equal(new CursorCounts(3, 7, 1, 0), cursor.Count());
        }

        using EventStore again = Store();
        Assert.Equal(new CursorCounts(3, 7, 1, 0), again.Cursor("mqtt").Count());
        Assert.Equal([4, 5], again.Cursor("mqtt").Next(2).Select(e => e.Sequence));
        Assert.Single(again.Cursor("mqtt").Next(10, mostBytes: 1));
        // One that comes later begins with what comes then.
        StoreCursor later = again.Cursor("webhook");
        Assert.Empty(later.Next(10));
        Bring(again, TestEvents.Make(11));
        Assert.Equal(11, Assert.Single(later.Next(10)).Sequence);
    }

    [Fact]
    public void Marks_go_with_events_or_after_their_window()
    {
        using EventStore store = Store();
        StoreCursor cursor = store.Cursor("mqtt");
        Bring(store, TestEvents.Make(1, 3, 0));
        long Marked() => (long)StoreFiles.Sql(StorePath, "SELECT delivered FROM outputs")!;
        cursor.Advance(1);
        store.KeepMarks();
        Assert.Equal(0, Marked());
        _time.Pass(TimeSpan.FromSeconds(5));
        store.KeepMarks();
        Assert.Equal(1, Marked());
        cursor.Advance(3);
        Bring(store, TestEvents.Make(4));
        Assert.Equal(3, Marked());
    }

    [Fact]
    public void The_mark_is_not_lost_with_the_events()
    {
        using (EventStore store = Store())
        {
            StoreCursor cursor = store.Cursor("mqtt");
            Bring(store, TestEvents.Make(1, 3, 0));
            cursor.Advance(3);
        }

        StoreFiles.Sql(StorePath, "DELETE FROM events");
        using EventStore again = Store();
        Bring(again, TestEvents.Make(4));
        Assert.Equal(4, Assert.Single(again.Cursor("mqtt").Next(10)).Sequence);
    }

    [Fact]
    public void A_name_of_an_output_is_checked_and_their_number_bounded()
    {
        using EventStore store = Store();
        foreach (string name in (string[])["", "A", "a b", new string('a', 33)])
            Assert.Throws<ArgumentException>(() => store.Cursor(name));
        for (int i = 0; i < 16; i++)
            Assert.Same(store.Cursor($"o{i}"), store.Cursor($"o{i}"));
        Assert.Throws<InvalidOperationException>(() => store.Cursor("one-more"));
    }

    [Fact]
    public async Task Questions_corrections_marks_and_events_do_not_stand_in_each_others_way()
    {
        const int Events = 2000;
        using var store = new EventStore(new StoreOptions
        {
            Path = StorePath,
            CommitWindow = TimeSpan.Zero,
            MarkWindow = TimeSpan.Zero,
            MaxBytes = 2 << 20,
        });
        store.Open();
        StoreCursor cursor = store.Cursor("mqtt");
        using var done = new CancellationTokenSource();
        Task Run(Action action) => Task.Run(() =>
        {
            while (!done.IsCancellationRequested)
                action();
        });
        Task[] others =
        [
            Run(() => Assert.InRange(store.Latest(20).Count, 0, 20)),
            Run(() => Assert.InRange(store.Count().Corrected, 0, Events)),
            Run(() =>
            {
                if (store.Latest(1) is [var last])
                    store.Correct(last.Reading.Id, "1");
            }),
            Run(() =>
            {
                if (cursor.Next(10) is [.., var last])
                    cursor.Advance(last.Sequence);
                store.KeepMarks();
            }),
        ];
        for (int i = 0; i < Events; i++)
        {
            store.OnEvent(TestEvents.Make(i, 500));
            if (i % 10 == 0)
                await Task.Delay(1);
        }

        await Wait.UntilAsync(() => store.Queue.Waiting == 0 && cursor.Count().Waiting == 0, "all are stored and taken");
        await done.CancelAsync();
        await Task.WhenAll(others).WaitAsync(Wait.Patience);
        Assert.Equal((Events, 0L), (store.LastSequence(), store.Queue.Failures));
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(6000, 8)]
    public void A_commit_of_one_event_is_few_pages(int evidenceBytes, int mostPages)
    {
        const int Commits = 50;
        const int PageBytes = 4096 + 24;
        using EventStore store = Store();
        store.Cursor("mqtt");
        Bring(store, TestEvents.Make(1, 200, evidenceBytes));
        StoreFiles.Sql(StorePath, "PRAGMA wal_checkpoint(TRUNCATE)");
        for (int i = 0; i < Commits; i++)
        {
            store.Cursor("mqtt").Advance(200 + i);
            Bring(store, TestEvents.Make(1000 + i, evidenceBytes));
        }

        double pages = (double)new FileInfo(StorePath + "-wal").Length / PageBytes / Commits;
        output.WriteLine($"{pages:0.0} pages a commit with {evidenceBytes} bytes of evidence.");
        Assert.InRange(pages, 1, mostPages);
    }

    private EventStore Store(Func<StoreOptions, StoreOptions>? change = null)
    {
        var options = new StoreOptions { Path = StorePath };
        return new EventStore(change is null ? options : change(options), _reports.Add, _time, isStarted: false);
    }

    private void Bring(EventStore store, params ReadingEvent[] events)
    {
        foreach (ReadingEvent reading in events)
            store.OnEvent(reading);
        _time.Pass(TimeSpan.FromSeconds(1));
        while (store.Step() == TimeSpan.Zero)
            _time.Pass(TimeSpan.FromSeconds(1));
        Assert.Null(store.Problem);
    }
}

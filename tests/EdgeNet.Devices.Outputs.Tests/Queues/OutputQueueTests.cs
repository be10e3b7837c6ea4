using EdgeNet.Devices.Outputs.Queues;

namespace EdgeNet.Devices.Outputs.Tests.Queues;

public sealed class OutputQueueTests
{
    private readonly FakeTime _time = new();
    private readonly RecordingOutput _output = new();
    private readonly List<string> _reports = [];

    [Fact]
    public void The_oldest_makes_room_and_is_counted()
    {
        using OutputQueue queue = Queue(new OutputQueueOptions { Capacity = 2 });
        Bring(queue, 1, 5);
        Assert.Equal(new OutputQueueCounts(5, 0, 3, 2, 0), queue.Counts);
        Assert.Equal(Timeout.InfiniteTimeSpan, queue.Step());
        Assert.Equal(["00004", "00005"], _output.Texts);
        Assert.Equal(new OutputQueueCounts(5, 2, 3, 0, 0), queue.Counts);
    }

    [Fact]
    public void The_newest_is_dropped_where_that_is_wanted()
    {
        using OutputQueue queue = Queue(new OutputQueueOptions { Capacity = 2, WhenFull = FullPolicy.DropNewest });
        Bring(queue, 1, 5);
        queue.Step();
        Assert.Equal(["00001", "00002"], _output.Texts);
        Assert.Equal(3, queue.Counts.Dropped);
    }

    [Fact]
    public void Evidence_is_bounded_by_its_bytes()
    {
        using OutputQueue queue = Queue(new OutputQueueOptions { MaxBytes = 250 });
        Bring(queue, 1, 4, evidenceBytes: 100);
        Assert.Equal(2, queue.Counts.Dropped);
        queue.Step();
        Assert.Equal(["00003", "00004"], _output.Texts);
        // One alone may have more.
        Bring(queue, 9, 1, evidenceBytes: 1000);
        queue.Step();
        Assert.Equal("00009", _output.Texts[^1]);
    }

    [Fact]
    public async Task Whoever_brings_one_more_waits_where_that_is_wanted()
    {
        using OutputQueue queue = Queue(new OutputQueueOptions { Capacity = 2, WhenFull = FullPolicy.Block });
        Bring(queue, 1, 2);
        Task more = Task.Run(() => Bring(queue, 3, 1));
        await Wait.UntilAsync(() => queue.Counts.Received == 3, "the third is brought");
        Assert.False(more.IsCompleted);
        queue.Step();
        await more.WaitAsync(Wait.Patience);
        queue.Step();
        Assert.Equal(["00001", "00002", "00003"], _output.Texts);
    }

    [Fact]
    public void What_comes_within_a_window_is_written_together()
    {
        using OutputQueue queue = Queue(new OutputQueueOptions { Window = TimeSpan.FromSeconds(1) });
        Bring(queue, 1, 1);
        queue.Step();
        Bring(queue, 2, 3);
        Assert.Equal(TimeSpan.FromSeconds(1), queue.Step());
        _time.Pass(TimeSpan.FromSeconds(0.75));
        Assert.Equal(TimeSpan.FromSeconds(0.25), queue.Step());
        _time.Pass(TimeSpan.FromSeconds(0.25));
        queue.Step();
        Assert.Equal([1, 3], _output.Batches);
    }

    [Fact]
    public void A_write_that_fails_comes_again_in_order_after_waits_that_grow()
    {
        using OutputQueue queue = Queue(new OutputQueueOptions { Capacity = 3, LongestRetry = TimeSpan.FromSeconds(3) });
        _output.Fault = new IOException("disk\u001b[2J");
        Bring(queue, 1, 2);
        foreach (double seconds in (double[])[1, 2, 3, 3])
        {
            Assert.Equal(TimeSpan.Zero, queue.Step());
            Assert.Equal(TimeSpan.FromSeconds(seconds), queue.Step());
            _time.Pass(TimeSpan.FromSeconds(seconds));
        }

        // Those of the write under way count, and stay; of the others the oldest go.
        Bring(queue, 3, 3);
        Assert.Equal(new OutputQueueCounts(5, 0, 2, 3, 4), queue.Counts);
        Assert.Equal("disk\\u001b[2J", queue.Problem);
        _output.Fault = null;
        queue.Step();
        Assert.Equal(["00001", "00002", "00005"], _output.Texts);
        Assert.Null(queue.Problem);
        Assert.Equal(["test: disk\\u001b[2J", "test: takes events again"], _reports);
    }

    [Fact]
    public void What_an_output_cannot_take_does_not_end_the_queue()
    {
        using OutputQueue queue = Queue(new OutputQueueOptions());
        _output.Fault = new InvalidOperationException("no");
        Bring(queue, 1, 1);
        queue.Step();
        _output.Fault = null;
        Bring(queue, 2, 1);
        queue.Step();
        Assert.Equal(["00002"], _output.Texts);
        Assert.Equal(new OutputQueueCounts(2, 1, 1, 0, 1), queue.Counts);
    }

    [Fact]
    public async Task A_thread_writes_and_closing_writes_what_waits()
    {
        using var gate = new ManualResetEventSlim();
        _output.Writing = () => gate.Wait(Wait.Patience);
        var options = new OutputQueueOptions { Window = TimeSpan.FromHours(1), MaxBatch = 2, DrainTime = Wait.Patience };
        var queue = new OutputQueue(_output, options);
        Bring(queue, 1, 9);
        Task closing = Task.Run(queue.Dispose);
        gate.Set();
        await closing.WaitAsync(Wait.Patience);
        Assert.Equal(9, _output.Texts.Length);
        queue.OnEvent(TestEvents.Make(10));
        Assert.Equal(new OutputQueueCounts(10, 9, 1, 0, 0), queue.Counts);
    }

    [Fact]
    public async Task A_failing_output_does_not_hold_up_closing()
    {
        _output.Fault = new IOException("away");
        var queue = new OutputQueue(_output, new OutputQueueOptions { FirstRetry = TimeSpan.FromHours(1), DrainTime = Wait.Patience });
        Bring(queue, 1, 1);
        await Wait.UntilAsync(() => queue.Counts.Failures > 0, "a failure");
        await Task.Run(queue.Dispose).WaitAsync(Wait.Patience);
        Assert.Equal(1, queue.Counts.Waiting);
    }

    private OutputQueue Queue(OutputQueueOptions options) => new(_output, options, _reports.Add, _time, isStarted: false);

    private static void Bring(OutputQueue queue, int first, int count, int evidenceBytes = 0)
    {
        foreach (Devices.Events.ReadingEvent reading in TestEvents.Make(first, count, evidenceBytes))
            queue.OnEvent(reading);
    }
}

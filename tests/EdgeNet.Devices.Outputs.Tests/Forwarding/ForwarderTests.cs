using EdgeNet.Devices.Events;
using EdgeNet.Devices.Outputs.Forwarding;
using EdgeNet.Devices.Outputs.Store;

namespace EdgeNet.Devices.Outputs.Tests.Forwarding;

public sealed class ForwarderTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly FakeTime _time = new();
    private readonly FakeDelivery _delivery = new();
    private readonly List<string> _reports = [];
    private readonly EventStore _store;

    public ForwarderTests()
    {
        _store = new EventStore(new StoreOptions { Path = Path.Combine(_folder.Path, "e.db") }, null, _time, isStarted: false);
        _store.Cursor("fake");
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Events_go_in_order_and_in_bounded_batches()
    {
        Bring(1000);
        await using Forwarder forwarder = Forwarder();
        for (int i = 0; i < 16; i++)
            Assert.Equal((TimeSpan.Zero, false), await forwarder.StepAsync(default));
        Assert.Equal((TimeSpan.FromSeconds(5), false), await forwarder.StepAsync(default));
        Assert.Equal(Enumerable.Range(1, 1000).Select(i => (long)i), _delivery.Taken);
        Assert.Equal(64, _delivery.LargestBatch);
        Assert.Equal(new ForwardCounts(1000, 0, 0), forwarder.Counts);
    }

    [Fact]
    public async Task What_fails_comes_again_from_the_first_that_is_not_done()
    {
        Bring(10);
        await using Forwarder forwarder = Forwarder();
        _delivery.Answer = events => new DeliveryResult(3, 1, new DeliveryException("away", "at \u001b[2J"));
        (TimeSpan wait, bool isRetry) = await forwarder.StepAsync(default);
        Assert.True(isRetry);
        Assert.InRange(wait, TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(1));
        Assert.Equal("away (at \\u001b[2J)", forwarder.Problem);
        _delivery.Answer = null;
        _time.Pass(TimeSpan.FromSeconds(90));
        await forwarder.StepAsync(default);
        Assert.Equal(Enumerable.Range(1, 10).Select(i => (long)i), _delivery.Taken);
        Assert.Null(forwarder.Problem);
        Assert.Equal(new ForwardCounts(9, 1, 1), forwarder.Counts);
        Assert.Equal(1, forwarder.Cursor.Count().Refused);
        Assert.Equal(["fake: away (at \\u001b[2J)", "fake: delivers again, 90 s later"], _reports);
    }

    [Fact]
    public async Task Waits_grow_to_the_longest_and_a_failure_is_told_once()
    {
        await using Forwarder forwarder = Forwarder();
        _delivery.Fault = new DeliveryException("away", "1");
        double longest = 1;
        for (int i = 0; i < 12; i++)
        {
            (TimeSpan wait, bool isRetry) = await forwarder.StepAsync(default);
            Assert.True(isRetry);
            Assert.InRange(wait.TotalSeconds, longest / 2, longest);
            longest = Math.Min(60, 2 * longest);
            _delivery.Fault = new DeliveryException("away", $"{i}");
        }

        Assert.Equal(["fake: away (1)"], _reports);
        _delivery.Fault = new DeliveryException("wrong password");
        await forwarder.StepAsync(default);
        Assert.Equal("fake: wrong password", _reports[^1]);
    }

    [Fact]
    public async Task A_receiver_that_asks_for_time_gets_it_but_not_for_ever()
    {
        await using Forwarder forwarder = Forwarder();
        _delivery.Fault = new DeliveryException("busy") { RetryAfter = TimeSpan.FromSeconds(30) };
        Assert.Equal(TimeSpan.FromSeconds(30), (await forwarder.StepAsync(default)).Wait);
        _delivery.Fault = new DeliveryException("busy") { RetryAfter = TimeSpan.FromDays(3000) };
        Assert.Equal(TimeSpan.FromMinutes(1), (await forwarder.StepAsync(default)).Wait);
    }

    [Theory]
    [InlineData(typeof(InvalidOperationException))]
    [InlineData(typeof(OperationCanceledException))]
    [InlineData(typeof(NullReferenceException))]
    public async Task Whatever_a_receiver_throws_it_is_tried_again(Type fault)
    {
        Bring(1);
        await using Forwarder forwarder = Forwarder();
        _delivery.Answer = _ => throw (Exception)Activator.CreateInstance(fault)!;
        Assert.True((await forwarder.StepAsync(default)).IsRetry);
        _delivery.Answer = null;
        await forwarder.StepAsync(default);
        Assert.Equal([1], _delivery.Taken);
    }

    [Fact]
    public async Task Where_it_stopped_the_next_program_goes_on()
    {
        Bring(100);
        await using (Forwarder first = Forwarder())
            await first.StepAsync(default);
        _store.Dispose();
        using var store = new EventStore(new StoreOptions { Path = Path.Combine(_folder.Path, "e.db") }, null, _time, isStarted: false);
        await using var second = new Forwarder(store, _delivery, null, null, _time);
        await second.StepAsync(default);
        Assert.Equal(Enumerable.Range(1, 100).Select(i => (long)i), _delivery.Taken);
    }

    [Fact]
    public async Task A_running_forwarder_delivers_what_is_committed_and_closes()
    {
        using var folder = new TestFolder();
        using var store = new EventStore(new StoreOptions { Path = Path.Combine(folder.Path, "e.db"), CommitWindow = TimeSpan.Zero });
        await using (var forwarder = new Forwarder(store, _delivery, new ForwardOptions { Idle = TimeSpan.FromHours(1) }))
        {
            forwarder.Start();
            for (int i = 0; i < 200; i++)
                store.OnEvent(TestEvents.Make(i));
            await Wait.UntilAsync(() => forwarder.Counts.Delivered == 200, "200 events are delivered");
        }

        Assert.True(_delivery.IsDisposed);
        Assert.Equal(Enumerable.Range(1, 200).Select(i => (long)i), _delivery.Taken);
    }

    private Forwarder Forwarder() => new(_store, _delivery, null, _reports.Add, _time);

    private void Bring(int count)
    {
        foreach (ReadingEvent reading in TestEvents.Make(1, count, 0))
            _store.OnEvent(reading);
        while (_store.Queue.Waiting > 0)
        {
            _time.Pass(TimeSpan.FromSeconds(1));
            _store.Step();
        }
    }
}

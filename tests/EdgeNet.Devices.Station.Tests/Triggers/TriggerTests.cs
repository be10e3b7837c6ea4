using EdgeNet.Devices.Station.Triggers;

namespace EdgeNet.Devices.Station.Tests.Triggers;

public sealed class TriggerTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    [Fact]
    public void A_ring_before_the_wait_counts_and_only_once()
    {
        using var bell = new TriggerBell();
        Assert.True(bell.Ring(TriggerCause.Request));
        Assert.False(bell.Ring(TriggerCause.Button));
        Assert.True(bell.TryTake(TimeSpan.Zero, default, out TriggerCause cause));
        Assert.Equal(TriggerCause.Request, cause);
        Assert.False(bell.TryTake(TimeSpan.Zero, default, out _));
        Assert.True(bell.Ring(TriggerCause.Button));
    }

    [Fact]
    public void A_button_rings_and_its_thread_ends()
    {
        using var bell = new TriggerBell();
        using var presses = new SemaphoreSlim(0);
        using (var ringer = new ButtonRinger(bell, presses.Wait))
        {
            presses.Release();
            Assert.True(bell.TryTake(Long, default, out TriggerCause cause));
            Assert.Equal(TriggerCause.Button, cause);
        }

        presses.Release();
        Assert.False(bell.TryTake(TimeSpan.Zero, default, out _));
    }

    [Fact]
    public void An_interval_rings_at_once_and_again()
    {
        using var bell = new TriggerBell();
        using var ringer = new IntervalRinger(bell, TimeSpan.FromMilliseconds(1), TimeProvider.System);
        for (int i = 0; i < 3; i++)
        {
            Assert.True(bell.TryTake(Long, default, out TriggerCause cause));
            Assert.Equal(TriggerCause.Interval, cause);
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => new IntervalRinger(bell, TimeSpan.Zero, TimeProvider.System));
    }
}

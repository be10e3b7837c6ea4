namespace EdgeNet.Measuring.Tests;

/// <summary>What holds of the figures however fast the machine is.</summary>
public class LatencyTests
{
    private static readonly MeasuringOptions Brief = new() { WarmUp = TimeSpan.FromMilliseconds(1), Rounds = 5, RoundTime = TimeSpan.FromMilliseconds(0.1) };

    private static object? s_sink;

    [Fact]
    public void Figures_are_in_order()
    {
        Latency latency = Latency.Measure(() => Thread.SpinWait(50), Brief);
        Assert.True(latency.Min > 0);
        Assert.InRange(latency.Median, latency.Min, latency.P99);
        Assert.True(latency.Calls >= Brief.Rounds);
    }

    [Fact]
    public void Allocation_is_told_exactly()
    {
        Latency boxes = Latency.Measure(() => s_sink = new object(), Brief);
        Assert.Equal(24 * boxes.Calls, boxes.AllocatedBytes);
        Latency none = Latency.Measure(() => Thread.SpinWait(1), Brief);
        Assert.Equal(0, none.AllocatedBytes);
    }

    [Fact]
    public void Each_round_runs_both_actions()
    {
        int first = 0, second = 0;
        var order = new List<int>();
        LatencyComparison comparison = LatencyComparison.Measure(
            () => { first++; order.Add(1); },
            () => { second++; order.Add(2); },
            Brief);
        Assert.True(first > comparison.First.Calls && second > comparison.Second.Calls);
        Assert.True(comparison.Ratio > 0);
        // Warm-ups, then ABBAABBAAB: the two in the middle of a pair of rounds run on.
        int changes = order.Zip(order.Skip(1)).Count(p => p.First != p.Second);
        Assert.Equal(1 + 6, changes);
    }

    [Fact]
    public void Rounds_end_when_the_time_is_up()
    {
        MeasuringOptions options = Brief with { Rounds = int.MaxValue, MaxTime = TimeSpan.FromMilliseconds(50) };
        LatencyComparison comparison = LatencyComparison.Measure(() => Thread.SpinWait(50), () => Thread.SpinWait(50), options);
        Assert.True(comparison.First.Calls > 0 && comparison.Second.Calls > 0);
    }

    [Fact]
    public void Percentiles_are_of_the_nearest_rank()
    {
        Assert.Equal(3, Percentiles.Of([5, 1, 4, 2, 3], 0.5));
        Assert.Equal(99, Percentiles.Of([.. Enumerable.Range(1, 100).Select(i => (double)i).Reverse()], 0.99));
        Assert.Equal(7, Percentiles.Of([7], 0.01));
        Assert.Equal(2.5, Percentiles.Median([4, 1, 2, 3]));
        Assert.Equal(2, Percentiles.Median([3, 1, 2]));
    }
}

namespace EdgeNet.Devices.Status.Tests.Station;

public class StageHistogramTests
{
    [Fact]
    public void An_empty_histogram_is_all_zero()
    {
        StageSnapshot snapshot = new StageHistogram("read").Snapshot();
        Assert.Equal(0, snapshot.Count);
        Assert.Equal(TimeSpan.Zero, snapshot.Percentile(0.99));
        Assert.All(snapshot.CumulativeBuckets(), bucket => Assert.Equal(0, bucket.Count));
    }

    [Fact]
    public void Percentiles_are_within_a_bucket_of_the_true_ones()
    {
        var histogram = new StageHistogram("read");
        for (int i = 1; i <= 10_000; i++)
            histogram.Record(TimeSpan.FromMicroseconds(10 * i));
        StageSnapshot snapshot = histogram.Snapshot();
        Assert.Equal(10_000, snapshot.Count);
        Assert.Equal(TimeSpan.FromMilliseconds(100), snapshot.Last);
        Assert.Equal(TimeSpan.FromMilliseconds(100), snapshot.Longest);
        Assert.Equal(snapshot.Longest, snapshot.Percentile(1));
        Assert.Equal(TimeSpan.FromMicroseconds(10L * 10_000 * 10_001 / 2), snapshot.Sum);
        foreach (double share in new[] { 0.01, 0.25, 0.5, 0.9, 0.99 })
            Assert.InRange(snapshot.Percentile(share).TotalMilliseconds, 0.9 * share * 100, 1.1 * share * 100);
    }

    [Fact]
    public void Every_time_is_in_the_bucket_whose_bounds_hold_it()
    {
        var random = new Random(14);
        for (int i = 0; i < 5000; i++)
        {
            // As many short times as long ones.
            var time = new TimeSpan((long)Math.Pow(10, 9 * random.NextDouble()));
            var histogram = new StageHistogram("read");
            histogram.Record(time);
            double seconds = Math.Floor(time.TotalMicroseconds) * 1e-6;
            foreach ((double bound, long count) in histogram.Snapshot().CumulativeBuckets())
                Assert.Equal(seconds < bound - 1e-12 ? 1 : 0, count);
        }
    }

    [Fact]
    public void Times_beyond_all_bounds_are_counted()
    {
        var histogram = new StageHistogram("read");
        histogram.Record(TimeSpan.FromHours(3));
        histogram.Record(TimeSpan.FromSeconds(-1));
        histogram.Record(TimeSpan.MaxValue - TimeSpan.FromDays(1));
        StageSnapshot snapshot = histogram.Snapshot();
        Assert.Equal(3, snapshot.Count);
        Assert.Equal(1, snapshot.CumulativeBuckets().Last().Count);
    }

    [Fact]
    public void Recording_allocates_nothing()
    {
        var histogram = new StageHistogram("read");
        Assert.Equal(0, Allocations.Least(() =>
        {
            for (int i = 0; i < 1000; i++)
                histogram.Record(TimeSpan.FromMicroseconds(i));
        }));
    }
}

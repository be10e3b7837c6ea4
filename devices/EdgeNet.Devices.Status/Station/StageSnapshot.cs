namespace EdgeNet.Devices.Status;

/// <summary>How long a stage took, as <see cref="StageHistogram"/> counted it.</summary>
public sealed class StageSnapshot
{
    private readonly long[] _counts;

    internal StageSnapshot(string name, long[] counts)
    {
        (Name, _counts) = (name, counts);
        foreach (long count in counts)
            Count += count;
    }

    /// <summary>The stage's name.</summary>
    public string Name { get; }

    /// <summary>Passes.</summary>
    public long Count { get; }

    /// <summary>The time of all passes.</summary>
    public TimeSpan Sum { get; internal init; }

    /// <summary>The time of the last pass.</summary>
    public TimeSpan Last { get; internal init; }

    /// <summary>The time of the longest pass.</summary>
    public TimeSpan Longest { get; internal init; }

    /// <summary>A time that a share of all passes took at most; zero where there were none.</summary>
    /// <param name="share">The share, 0 to 1: 0.5 for the median.</param>
    public TimeSpan Percentile(double share)
    {
        double wanted = Math.Clamp(share, 0, 1) * Count;
        long below = 0;
        for (int i = 0; i < _counts.Length && Count > 0; i++)
        {
            if (below + _counts[i] < wanted || _counts[i] == 0)
            {
                below += _counts[i];
                continue;
            }

            double lower = i == 0 ? 0 : StageHistogram.UpperBound(i - 1);
            double longest = Longest.TotalSeconds;
            double upper = i == _counts.Length - 1 ? longest : Math.Min(longest, StageHistogram.UpperBound(i));
            return TimeSpan.FromSeconds(Math.Max(0, lower + (upper - lower) * (wanted - below) / _counts[i]));
        }

        return TimeSpan.Zero;
    }

    /// <summary>Buckets as Prometheus wants them: passes of at most a time, one bucket a doubling.</summary>
    internal IEnumerable<(double Seconds, long Count)> CumulativeBuckets()
    {
        long sum = 0;
        for (int i = 0; i < _counts.Length - 1; i++)
        {
            sum += _counts[i];
            if (i % StageHistogram.Steps == 0) yield return (StageHistogram.UpperBound(i), sum);
        }
    }
}

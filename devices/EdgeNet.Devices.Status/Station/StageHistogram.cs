using System.Numerics;

namespace EdgeNet.Devices.Status;

/// <summary>
/// How long a stage takes: counts in buckets, four to a doubling, so that a percentile is known to a tenth of itself. Recording takes
/// nanoseconds and allocates nothing. Any thread may record or ask.
/// </summary>
/// <param name="name">The stage's name: lower-case letters, digits and '_'.</param>
public sealed class StageHistogram(string name)
{
    /// <summary>Buckets to a doubling.</summary>
    internal const int Steps = 4;

    // The first bucket ends at 16 microseconds, and the last but one at 16.8 s; the last takes all that is above.
    private const int FirstShift = 4;
    private const int Doublings = 20;

    /// <summary>All buckets.</summary>
    internal const int Buckets = 1 + Doublings * Steps + 1;

    private readonly long[] _counts = new long[Buckets];
    private long _ticks;
    private long _lastTicks;
    private long _longestTicks;

    /// <summary>The stage's name.</summary>
    public string Name { get; } = name;

    /// <summary>Records one pass.</summary>
    /// <param name="time">How long it took; below zero counts as zero.</param>
    public void Record(TimeSpan time)
    {
        long ticks = Math.Max(0, time.Ticks);
        Interlocked.Increment(ref _counts[Bucket(ticks / TimeSpan.TicksPerMicrosecond)]);
        Interlocked.Add(ref _ticks, ticks);
        Interlocked.Exchange(ref _lastTicks, ticks);
        long longest = Interlocked.Read(ref _longestTicks);
        while (ticks > longest)
        {
            long found = Interlocked.CompareExchange(ref _longestTicks, ticks, longest);
            if (found == longest) break;
            longest = found;
        }
    }

    /// <summary>What was recorded up to now.</summary>
    public StageSnapshot Snapshot()
    {
        long[] counts = new long[Buckets];
        for (int i = 0; i < Buckets; i++)
            counts[i] = Interlocked.Read(ref _counts[i]);
        return new StageSnapshot(Name, counts)
        {
            Sum = new TimeSpan(Interlocked.Read(ref _ticks)),
            Last = new TimeSpan(Interlocked.Read(ref _lastTicks)),
            Longest = new TimeSpan(Interlocked.Read(ref _longestTicks)),
        };
    }

    /// <summary>The upper bound of a bucket but the last, in seconds.</summary>
    internal static double UpperBound(int bucket)
    {
        int doubling = bucket / Steps, step = bucket % Steps;
        return (1L << (FirstShift + doubling)) * (1 + step / (double)Steps) * 1e-6;
    }

    private static int Bucket(long microseconds)
    {
        if (microseconds < 1 << FirstShift) return 0;
        int doubling = BitOperations.Log2((ulong)microseconds) - FirstShift;
        if (doubling >= Doublings) return Buckets - 1;
        int step = (int)(microseconds >> (FirstShift + doubling - 2)) & (Steps - 1);
        return 1 + doubling * Steps + step;
    }
}

using System.Diagnostics;
using System.Runtime.InteropServices;

namespace EdgeNet.Measuring;

/// <summary>Times an action round by round: warms it up and calibrates when made, and allocates nothing while the clock runs.</summary>
public sealed class RoundStopwatch
{
    /// <summary>A sample is at least this long, so that reading the clock is about a hundredth of it.</summary>
    private static readonly long MinSampleTicks = Stopwatch.Frequency / 500_000;

    private readonly Action _action;
    private readonly int _callsPerSample;
    private readonly int _samplesPerRound;
    private readonly List<double> _samples = [];
    private long _allocatedBytes;

    /// <summary>Warms the action up and finds how many calls fill a round.</summary>
    /// <param name="action">The action.</param>
    /// <param name="options">How long to warm it up, and how long a round takes.</param>
    public RoundStopwatch(Action action, MeasuringOptions options)
    {
        ArgumentNullException.ThrowIfNull(action);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Rounds, 1);
        _action = action;
        long ticksPerCall = Math.Max(1, WarmUp(options.WarmUp));
        _callsPerSample = (int)Math.Max(1, (MinSampleTicks + ticksPerCall - 1) / ticksPerCall);
        _samplesPerRound = (int)Math.Max(1, (long)(options.RoundTime.TotalSeconds * Stopwatch.Frequency) / (ticksPerCall * _callsPerSample));
    }

    /// <summary>Runs one round.</summary>
    /// <returns>The median call of the round, in clock ticks: being interrupted by another program once does not count.</returns>
    public double Run()
    {
        _samples.EnsureCapacity(_samples.Count + _samplesPerRound);
        // What ran in between has taken the caches: this call brings them back, and is not counted.
        _action();

        long allocated = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < _samplesPerRound; i++)
        {
            long start = Stopwatch.GetTimestamp();
            for (int call = 0; call < _callsPerSample; call++) _action();
            _samples.Add((double)(Stopwatch.GetTimestamp() - start) / _callsPerSample);
        }

        _allocatedBytes += GC.GetAllocatedBytesForCurrentThread() - allocated;
        return Percentiles.Median(CollectionsMarshal.AsSpan(_samples)[^_samplesPerRound..]);
    }

    /// <summary>The figures of all rounds run so far, one at least.</summary>
    public Latency Latency()
    {
        Span<double> samples = CollectionsMarshal.AsSpan(_samples);
        double microseconds = 1e6 / Stopwatch.Frequency;
        double p99 = Percentiles.Of(samples, 0.99) * microseconds;
        return new Latency(samples[0] * microseconds, Percentiles.Median(samples) * microseconds, p99,
            (long)samples.Length * _callsPerSample, _allocatedBytes);
    }

    /// <returns>The fastest call in clock ticks, or of short calls the fastest of a few together.</returns>
    private long WarmUp(TimeSpan time)
    {
        const int Batch = 16;
        // The first call compiles the code, which may take longer than all of the time.
        _action();
        long fastest = long.MaxValue;
        long begin = Stopwatch.GetTimestamp();
        do
        {
            long start = Stopwatch.GetTimestamp();
            _action();
            long one = Stopwatch.GetTimestamp() - start;
            if (one < MinSampleTicks)
            {
                start = Stopwatch.GetTimestamp();
                for (int call = 0; call < Batch; call++) _action();
                one = (Stopwatch.GetTimestamp() - start) / Batch;
            }

            fastest = Math.Min(fastest, one);
        }
        while (Stopwatch.GetElapsedTime(begin) < time);
        return fastest;
    }
}

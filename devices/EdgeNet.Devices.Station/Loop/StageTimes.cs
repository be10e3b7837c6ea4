using System.Diagnostics;

namespace EdgeNet.Devices.Station.Loop;

/// <summary>
/// The times of all stages, as histograms with four bins an octave. The loop writes, any thread reads; nothing is allocated.
/// </summary>
public sealed class StageTimes
{
    private const int BinsAnOctave = 4;
    private const int Bins = 128;
    private const int Stages = (int)Stage.Latency + 1;

    private readonly Lock _lock = new();
    private readonly long[] _bins = new long[Stages * Bins];
    private readonly long[] _counts = new long[Stages];
    private readonly TimeSpan[] _totals = new TimeSpan[Stages];
    private readonly TimeSpan[] _lasts = new TimeSpan[Stages];
    private readonly TimeSpan[] _longest = new TimeSpan[Stages];

    /// <summary>The times of a stage.</summary>
    /// <param name="stage">Which.</param>
    public StageTime this[Stage stage]
    {
        get
        {
            int i = (int)stage;
            lock (_lock)
                return new StageTime(_counts[i], _totals[i], _lasts[i], _longest[i], Quantile(i, 0.5), Quantile(i, 0.99));
        }
    }

    /// <summary>Counts one from its beginning until now.</summary>
    internal long Add(Stage stage, long since)
    {
        long now = Stopwatch.GetTimestamp();
        Add(stage, Stopwatch.GetElapsedTime(since, now));
        return now;
    }

    internal void Add(Stage stage, TimeSpan time)
    {
        // Frames of a recording may be dated later than now.
        time = time < TimeSpan.Zero ? TimeSpan.Zero : time;
        int i = (int)stage;
        double microseconds = Math.Max(1, time.TotalMicroseconds);
        int bin = Math.Min(Bins - 1, (int)(Math.Log2(microseconds) * BinsAnOctave));
        lock (_lock)
        {
            _bins[i * Bins + bin]++;
            _counts[i]++;
            _totals[i] += time;
            _lasts[i] = time;
            _longest[i] = time > _longest[i] ? time : _longest[i];
        }
    }

    private TimeSpan Quantile(int stage, double share)
    {
        long left = (long)Math.Ceiling(_counts[stage] * share);
        for (int bin = 0; bin < Bins; bin++)
        {
            left -= _bins[stage * Bins + bin];
            if (left <= 0)
                return _counts[stage] == 0 ? TimeSpan.Zero : TimeSpan.FromMicroseconds(Math.Pow(2, (bin + 1.0) / BinsAnOctave));
        }

        return _longest[stage];
    }
}

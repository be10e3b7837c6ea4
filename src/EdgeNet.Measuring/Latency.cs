namespace EdgeNet.Measuring;

/// <summary>How long one call of an action takes.</summary>
/// <param name="Min">The fastest call, in microseconds.</param>
/// <param name="Median">The median call, in microseconds.</param>
/// <param name="P99">99 of 100 calls are at least this fast, in microseconds.</param>
/// <param name="Calls">Calls measured.</param>
/// <param name="AllocatedBytes">Managed bytes that all of them together allocated on the calling thread.</param>
/// <remarks>
/// Calls shorter than 2 microseconds are timed several at a time, since the clock itself takes some 25 nanoseconds; the figures are then of
/// the mean call of each such batch.
/// </remarks>
public sealed record Latency(double Min, double Median, double P99, long Calls, long AllocatedBytes)
{
    /// <summary>Measures one action.</summary>
    /// <param name="action">The action.</param>
    /// <param name="options">How long.</param>
    public static Latency Measure(Action action, MeasuringOptions? options = null)
    {
        options ??= MeasuringOptions.Default;
        var stopwatch = new RoundStopwatch(action, options);
        for (var rounds = new RoundCounter(options); rounds.Next();) stopwatch.Run();
        return stopwatch.Latency();
    }
}

namespace EdgeNet.Devices.Station.Triggers;

/// <summary>Rings every so often, the first time at once.</summary>
public sealed class IntervalRinger : IDisposable
{
    private readonly ITimer _timer;

    /// <summary>Begins to ring.</summary>
    /// <param name="bell">The bell.</param>
    /// <param name="interval">From one ring to the next, more than 0.</param>
    /// <param name="time">The clock.</param>
    public IntervalRinger(TriggerBell bell, TimeSpan interval, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(bell);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(interval, TimeSpan.Zero);
        _timer = time.CreateTimer(static state => ((TriggerBell)state!).Ring(TriggerCause.Interval), bell, TimeSpan.Zero, interval);
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();
}

namespace EdgeNet.Devices.Station.Tests;

/// <summary>A clock that stands until it is moved.</summary>
internal sealed class FixedTime : TimeProvider
{
    private long _ticks = 1;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public DateTimeOffset Now { get; set; } = new(2026, 11, 29, 17, 15, 40, 123, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => _ticks;

    public void Pass(TimeSpan time)
    {
        _ticks += time.Ticks;
        Now += time;
    }
}

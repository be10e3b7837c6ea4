namespace EdgeNet.Devices.Outputs.Tests;

/// <summary>A clock that stands until it is moved; waits on it are over at once.</summary>
internal sealed class FakeTime : TimeProvider
{
    private long _ticks = 1;

    public DateTimeOffset Now { get; set; } = new(2026, 11, 29, 17, 15, 40, 123, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _ticks;

    public override DateTimeOffset GetUtcNow() => Now;

    public void Pass(TimeSpan time)
    {
        _ticks += time.Ticks;
        Now += time;
    }
}

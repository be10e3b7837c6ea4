namespace EdgeNet.Devices.Gpio.Tests.Lines;

/// <summary>A clock that stands until it is moved.</summary>
internal sealed class ManualTime : TimeProvider
{
    private long _ticks = 1;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _ticks;

    public void Pass(int milliseconds) => _ticks += TimeSpan.FromMilliseconds(milliseconds).Ticks;
}

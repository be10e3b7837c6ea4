using System.Diagnostics;
using EdgeNet.Devices;
using EdgeNet.Vision.Pictures;

namespace EdgeNet.Benchmarks.Stations;

/// <summary>A camera that gives one picture at a pace.</summary>
/// <param name="frame">The picture.</param>
/// <param name="period">From one frame to the next.</param>
internal sealed class PacedDevice(GreyPicture frame, TimeSpan period) : IFrameDevice, IFrameStream
{
    private long _captured;

    /// <summary>When the newest frame was taken, in the ticks of <see cref="Stopwatch.GetTimestamp"/>.</summary>
    public long Captured => Volatile.Read(ref _captured);

    public string Name => "picture";

    public IFrameStream Open() => this;

    public StreamResult Read(FrameBuffer buffer, TimeSpan timeout)
    {
        Thread.Sleep(period);
        long now = Stopwatch.GetTimestamp();
        // The driver's copy is a part of what a frame costs.
        buffer.CopyFrom(frame.Frame);
        buffer.Captured = now;
        Volatile.Write(ref _captured, now);
        return StreamResult.Frame;
    }

    public void Dispose()
    {
    }
}

using System.Diagnostics;
using EdgeNet.Devices.Events;
using EdgeNet.Devices.Station.Triggers;

namespace EdgeNet.Benchmarks.Stations;

/// <summary>Notes how long after its frame an event comes, and presses the button again.</summary>
/// <param name="device">Where frames come from.</param>
/// <param name="bell">What asks for readings.</param>
/// <param name="done">Ends the station.</param>
internal sealed class LatencySink(PacedDevice device, TriggerBell bell, CancellationTokenSource done) : IEventSink
{
    private const int Warmup = 30;
    private const int Runs = 40;

    private int _count;

    /// <summary>Milliseconds from a frame to its event, without those of the warm-up.</summary>
    public double[] Times { get; } = new double[Runs];

    public void OnEvent(ReadingEvent reading)
    {
        double time = Stopwatch.GetElapsedTime(device.Captured).TotalMilliseconds;
        int run = _count++ - Warmup;
        if (run >= 0 && run < Runs)
            Times[run] = time;
        if (run + 1 >= Runs)
            done.Cancel();
        else
            bell.Ring(TriggerCause.Button);
    }
}

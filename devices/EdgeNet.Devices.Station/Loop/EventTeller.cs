using System.Diagnostics;
using EdgeNet.Devices.Events;
using EdgeNet.Devices.Station.Counters;
using EdgeNet.Safety;
using EdgeNet.Vision.Pictures;

namespace EdgeNet.Devices.Station.Loop;

/// <summary>Makes an event of a region's vote, and hands it to every output.</summary>
/// <param name="parts">The outputs, and who hears of those that fail.</param>
/// <param name="events">Makes events.</param>
/// <param name="times">Takes how long it took.</param>
/// <param name="counts">Counts events.</param>
internal sealed class EventTeller(StationParts parts, EventMaker events, StageTimes times, LoopCounts counts)
{
    /// <summary>Tells what a region's vote came to.</summary>
    /// <param name="task">The region, its vote decided; its vote begins anew.</param>
    /// <param name="isAccepted">Whether there is a text.</param>
    /// <param name="source">The camera's name.</param>
    /// <param name="frame">The last frame.</param>
    /// <param name="captured">When it was captured, in the ticks of <see cref="Stopwatch"/>.</param>
    internal void Tell(RegionTask task, bool isAccepted, string source, GreyFrame frame, long captured)
    {
        long start = Stopwatch.GetTimestamp();
        ReadingEvent reading = events.Make(task, isAccepted, source, frame);
        bool isCorrection = task.Vote is CounterVote { IsCorrection: true };
        task.Vote.Clear();
        if (isCorrection)
        {
            parts.Observer?.OnWarning(
                $"counter '{PlainText.Shorten(task.Spec.Name ?? "", 60)}': {reading.Text} does not follow from the value before: "
                    + "that one was wrong, or the counter was set or exchanged");
        }

        foreach (IEventSink sink in parts.Sinks)
        {
            try
            {
                sink.OnEvent(reading);
            }
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                // An output that fails is no reason not to serve the others.
                parts.Observer?.OnWarning($"output {sink.GetType().Name}: {PlainText.Shorten(error.Message, 300)}");
            }
        }

        counts.AddEvent(isAccepted, isCorrection);
        times.Add(Stage.Tell, start);
        times.Add(Stage.Latency, captured);
    }
}

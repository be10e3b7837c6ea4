using EdgeNet.Devices;
using EdgeNet.Devices.Outputs.Forwarding;
using EdgeNet.Devices.Outputs.Queues;
using EdgeNet.Devices.Outputs.Store;
using EdgeNet.Devices.Station.Loop;
using EdgeNet.Devices.Status;

namespace EdgeNet.ZipReader.Composition;

/// <summary>What the station counts and measures, for the page and for Prometheus.</summary>
/// <param name="parts">Who counts.</param>
internal sealed class StationCounters(HealthParts parts)
{
    private const string Waiting = "output_waiting", WaitingHelp = "Events that wait.";

    private static readonly (Stage Stage, string Name)[] StageNames =
    [
        (Stage.Wait, "wait"),
        (Stage.Look, "look"),
        (Stage.Read, "read"),
        (Stage.Tell, "tell"),
        (Stage.Latency, "latency"),
    ];

    /// <summary>How long each stage takes.</summary>
    internal IReadOnlyList<StationStage> Stages()
    {
        var stages = new List<StationStage>();
        foreach ((Stage stage, string name) in StageNames)
        {
            StageTime time = parts.Loop.Times[stage];
            stages.Add(new StationStage(name, time.Count, time.Total)
            {
                Last = time.Last,
                Median = time.Median,
                Percentile99 = time.Percentile99,
                Longest = time.Longest,
            });
        }

        return stages;
    }

    /// <summary>Everything else.</summary>
    internal IReadOnlyList<StationCounter> All()
    {
        var counters = new List<StationCounter>();
        AddLoop(counters, parts.Loop.Counts);
        AddCamera(counters, parts.Inputs.Source.Counts);
        AddMemory(counters);
        AddOutputs(counters);
        counters.Add(new StationCounter("weights_changes_total", "Times that weights were replaced.", parts.Network.Slot.Changes));
        counters.Add(Gauge("weights_on_trial", "1 while new weights have read nothing yet.", parts.Network.IsOnTrial ? 1 : 0));
        counters.Add(new StationCounter("log_lost_total", "Lines of the log that could not be written.", parts.Log.Lost));
        return counters;
    }

    private static void AddLoop(List<StationCounter> counters, StationCounts counts)
    {
        const string Looks = "looks_total", LooksHelp = "What became of regions in frames.";
        const string Events = "events_total", EventsHelp = "Events, with a text or without.";
        counters.Add(new StationCounter("frames_total", "Frames that were looked at.", counts.Frames));
        counters.Add(Labelled(Looks, LooksHelp, "result", "read", counts.Readings));
        counters.Add(Labelled(Looks, LooksHelp, "result", "moving", counts.Moving));
        counters.Add(Labelled(Looks, LooksHelp, "result", "same", counts.Same));
        counters.Add(Labelled(Events, EventsHelp, "result", "accepted", counts.Accepted));
        counters.Add(Labelled(Events, EventsHelp, "result", "rejected", counts.Rejected));
        counters.Add(
            new StationCounter("counter_corrections_total", "Values that contradict those accepted before.", counts.Corrections));
        counters.Add(new StationCounter("triggers_total", "Presses, requests and intervals.", counts.Triggers));
        counters.Add(new StationCounter("no_picture_total", "Times that there was no picture.", counts.Faults));
    }

    private static void AddCamera(List<StationCounter> counters, FrameCounts counts)
    {
        const string Name = "camera_frames_total", Help = "What became of the camera's frames.";
        counters.Add(Labelled(Name, Help, "fate", "taken", counts.Frames));
        counters.Add(Labelled(Name, Help, "fate", "dropped", counts.Dropped));
        counters.Add(Labelled(Name, Help, "fate", "missed", counts.Missed));
        counters.Add(Labelled(Name, Help, "fate", "damaged", counts.Damaged));
        counters.Add(new StationCounter("camera_faults_total", "Times that the camera failed.", counts.Faults));
        counters.Add(new StationCounter("camera_opens_total", "Times that the camera was opened.", counts.Opens));
    }

    private void AddMemory(List<StationCounter> counters)
    {
        const string Name = "managed_bytes_total", Help = "Managed memory that the threads of the frames' way allocated.";
        counters.Add(Labelled(Name, Help, "thread", "loop", parts.Memory.Bytes));
        if (parts.Inputs.Live is { } live)
            counters.Add(Labelled(Name, Help, "thread", "camera", live.AllocatedBytes));
    }

    private void AddOutputs(List<StationCounter> counters)
    {
        var queues = new List<(string Name, OutputQueueCounts Counts)>();
        if (parts.Outputs.Lines is { } lines)
            queues.Add(("lines", lines.Counts));
        if (parts.Outputs.Store is { } store)
            queues.Add(("store", store.Queue));
        foreach ((string name, OutputQueueCounts counts) in queues)
            counters.Add(Labelled("output_written_total", "Events that an output took.", "output", name, counts.Written));
        foreach ((string name, OutputQueueCounts counts) in queues)
            counters.Add(Labelled("output_dropped_total", "Events that an output could not take.", "output", name, counts.Dropped));
        var places = new List<(Forwarder Forwarder, CursorCounts Counts)>();
        foreach (Forwarder forwarder in parts.Outputs.Forwarders)
        {
            try
            {
                places.Add((forwarder, forwarder.Cursor.Count()));
            }
            catch (StoreException)
            {
                // The store's problem is told already.
            }
        }

        AddDeliveries(counters, places);
        foreach ((string name, OutputQueueCounts counts) in queues)
            counters.Add(Labelled(Waiting, WaitingHelp, "output", name, counts.Waiting) with { IsGauge = true });
        foreach ((Forwarder forwarder, CursorCounts counts) in places)
            counters.Add(Labelled(Waiting, WaitingHelp, "output", forwarder.Cursor.Output, counts.Waiting) with { IsGauge = true });
    }

    private static void AddDeliveries(List<StationCounter> counters, List<(Forwarder Forwarder, CursorCounts Counts)> places)
    {
        // Those of one name come one after the other.
        foreach ((Forwarder forwarder, _) in places)
            Add("delivered_total", "Events delivered.", forwarder, forwarder.Counts.Delivered);
        foreach ((Forwarder forwarder, _) in places)
            Add("delivery_failures_total", "Attempts that failed.", forwarder, forwarder.Counts.Failures);
        foreach ((Forwarder forwarder, CursorCounts counts) in places)
            Add("refused_total", "Events that the receiver never takes.", forwarder, counts.Refused);
        foreach ((Forwarder forwarder, CursorCounts counts) in places)
            Add("expired_total", "Events that were not delivered in time.", forwarder, counts.Expired);

        void Add(string name, string help, Forwarder forwarder, long count) =>
            counters.Add(Labelled(name, help, "output", forwarder.Cursor.Output, count));
    }

    private static StationCounter Gauge(string name, string help, double value) => new(name, help, value) { IsGauge = true };

    private static StationCounter Labelled(string name, string help, string label, string value, double count) =>
        new(name, help, count) { LabelName = label, LabelValue = value };
}

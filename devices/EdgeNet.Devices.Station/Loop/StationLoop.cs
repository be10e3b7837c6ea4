using System.Diagnostics;
using EdgeNet.Devices.Station.Counters;
using EdgeNet.Devices.Station.Live;
using EdgeNet.Devices.Station.Regions;
using EdgeNet.Devices.Station.Scenes;
using EdgeNet.Devices.Station.Triggers;
using EdgeNet.Devices.Station.Voting;
using EdgeNet.Safety;
using EdgeNet.Vision.Pictures;
using EdgeNet.Vision.Reading;

namespace EdgeNet.Devices.Station.Loop;

/// <summary>
/// Trigger → frame → regions → readings → vote → one event a letter or value → outputs. One thread runs it; the others may
/// set regions, ring, and look at counts, times and the picture. A frame costs no memory unless it makes an event or somebody
/// looks at the picture.
/// </summary>
public sealed class StationLoop : IDisposable
{
    /// <summary>The longest time between two beats, beside the time of reading a frame.</summary>
    public static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan IdlePause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan IdleWatch = TimeSpan.FromSeconds(10);

    private readonly StationParts _parts;
    private readonly StationOptions _options;
    private readonly LoopFrames _frames;
    private readonly EventTeller _teller;
    private readonly LoopCounts _counts = new();
    private readonly Lock _lock = new();
    private RegionTask[] _tasks = [];
    private IReadOnlyList<RegionSpec>? _wanted;
    private CancellationToken _cancellation;
    private long _watched;

    /// <summary>A loop that does not run yet.</summary>
    /// <param name="parts">What it works with.</param>
    /// <param name="options">How it reads.</param>
    /// <param name="regions">What it reads, 1 to <see cref="RegionSpec.Most"/>.</param>
    /// <exception cref="ArgumentException">There are no regions, too many, or two of one name.</exception>
    public StationLoop(StationParts parts, StationOptions options, IReadOnlyList<RegionSpec> regions)
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(options);
        options.Vote.Check();
        _parts = parts;
        _options = options;
        _frames = new LoopFrames(parts, Times, _counts);
        _teller = new EventTeller(parts, new EventMaker(parts.Time, options.KeepsEvidence), Times, _counts);
        SetRegions(regions);
    }

    /// <summary>How long the stages take.</summary>
    public StageTimes Times { get; } = new();

    /// <summary>What it did so far.</summary>
    public StationCounts Counts => _counts.Now;

    /// <summary>The regions that were set last.</summary>
    public IReadOnlyList<RegionSpec> Regions { get; private set; } = [];

    /// <summary>
    /// Reads other regions from the next frame on. Votes, and what counters have learnt, begin anew where a region changed.
    /// </summary>
    /// <param name="regions">The regions, 1 to <see cref="RegionSpec.Most"/>, with different names.</param>
    /// <exception cref="ArgumentException">There are no regions, too many, or two of one name.</exception>
    public void SetRegions(IReadOnlyList<RegionSpec> regions)
    {
        ArgumentNullException.ThrowIfNull(regions);
        if (regions.Count is 0 or > RegionSpec.Most)
            throw new ArgumentException(FormattableString.Invariant($"Expected 1 to {RegionSpec.Most} regions, found {regions.Count}."));
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (RegionSpec region in regions)
        {
            if (!names.Add(region.Name ?? ""))
                throw new ArgumentException($"Two regions are called '{PlainText.Shorten(region.Name ?? "", 60)}'.", nameof(regions));
            region.Counter?.Check();
        }

        lock (_lock)
            _wanted = Regions = [.. regions];
    }

    /// <summary>Goes on with a counter's value from before this program began. Called before <see cref="Run"/>.</summary>
    /// <param name="region">The region's name.</param>
    /// <param name="value">The value, in steps of the last digit.</param>
    /// <param name="age">How long ago it was accepted.</param>
    /// <returns>False where there is no such counter, or the value is none of it.</returns>
    public bool ResumeCounter(string? region, long value, TimeSpan age)
    {
        ApplyRegions();
        foreach (RegionTask task in _tasks)
        {
            if (task.Spec.Name != region || task.Vote is not CounterVote counter || !counter.Filter.IsValue(value))
                continue;
            counter.Filter.Resume(value, age);
            return true;
        }

        return false;
    }

    /// <summary>Reads until it is cancelled, or the source has come to its end.</summary>
    /// <param name="cancellation">Ends it between two frames.</param>
    /// <exception cref="IOException">The source is gone for good.</exception>
    public void Run(CancellationToken cancellation)
    {
        _cancellation = cancellation;
        bool watches = _options.Trigger is TriggerKind.Continuous or TriggerKind.Motion;
        try
        {
            while (!cancellation.IsCancellationRequested && (watches ? Watch() : Idle())) { }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // That is how it ends.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _frames.Dispose();

    /// <summary>Looks at the next frame, and reads what is new in it.</summary>
    private bool Watch()
    {
        if (_parts.Bell.TryTake(TimeSpan.Zero, _cancellation, out TriggerCause cause))
            return ReadNow(cause);
        switch (Next(out SourceFrame frame))
        {
            case FrameWait.End:
                return false;
            case FrameWait.None:
                return true;
        }

        if (frame.Captured == 0)
        {
            ReadPicture(frame);
            return true;
        }

        long captured = frame.Captured;
        double now = Seconds(captured);
        foreach (RegionTask task in _tasks)
        {
            if (!TryView(task, frame.Pixels, out GreyFrame view))
                continue;
            long start = Stopwatch.GetTimestamp();
            TrackStep step = task.Tracker.Look(view, now);
            start = Times.Add(Stage.Look, start);
            _counts.Add(step);
            if (step != TrackStep.Read)
                continue;
            task.Read(view, captured);
            Times.Add(Stage.Read, start);
            VoteState state = task.Tracker.Add(task.Reading, now);
            if (state != VoteState.Open)
                _teller.Tell(task, state == VoteState.Accepted, frame.Name, frame.Pixels, captured);
        }

        ShowPicture(frame);
        return true;
    }

    /// <summary>Reads a picture, which is a scene of its own, unlike a camera's frame: an event for each region of it.</summary>
    private void ReadPicture(SourceFrame frame)
    {
        long captured = Captured(frame);
        foreach (RegionTask task in _tasks)
        {
            if (!TryView(task, frame.Pixels, out GreyFrame view))
                continue;
            task.Vote.Clear();
            long start = Stopwatch.GetTimestamp();
            task.Read(view, captured);
            Times.Add(Stage.Read, start);
            _counts.Add(TrackStep.Read);
            task.Vote.Add(task.Reading, Seconds(captured));
            _teller.Tell(task, task.IsSure, frame.Name, frame.Pixels, captured);
        }

        ShowPicture(frame);
    }

    /// <summary>Waits for a trigger, and takes a frame now and then.</summary>
    private bool Idle()
    {
        _frames.Beat();
        if (_parts.Bell.TryTake(IdlePause, _cancellation, out TriggerCause cause))
            return ReadNow(cause);
        bool isWanted = _parts.Picture is { IsWanted: true };
        bool isDue = _options.WatchesWhileIdle && (_watched == 0 || Stopwatch.GetElapsedTime(_watched) > IdleWatch);
        if (!isWanted && !isDue)
            return true;
        _watched = Stopwatch.GetTimestamp();
        FrameWait wait = Next(out SourceFrame frame);
        if (wait == FrameWait.Frame)
            ShowPicture(frame);
        return wait != FrameWait.End;
    }

    /// <summary>Reads frames until every region is decided, or the time is over.</summary>
    /// <returns>False where the source has come to its end.</returns>
    private bool ReadNow(TriggerCause cause)
    {
        _counts.AddTrigger();
        ApplyRegions();
        long begin = Stopwatch.GetTimestamp();
        foreach (RegionTask task in _tasks)
        {
            task.Vote.Clear();
            task.IsPending = true;
        }

        int pending = _tasks.Length;
        bool hasFrame = false;
        while (pending > 0)
        {
            bool isOver = Stopwatch.GetElapsedTime(begin) >= _options.Timeout;
            FrameWait wait = Next(out SourceFrame frame);
            if (wait == FrameWait.End || (wait == FrameWait.None && isOver))
            {
                if (!hasFrame)
                    _parts.Observer?.OnWarning(
                        FormattableString.Invariant($"trigger: no picture within {_options.Timeout.TotalSeconds:0.#} s"));
                return wait != FrameWait.End;
            }

            // What the camera took before is no answer.
            if (wait == FrameWait.None || (frame.Captured != 0 && frame.Captured < begin && !isOver))
                continue;
            hasFrame = true;
            pending = ReadPending(frame, cause, isOver);
            ShowPicture(frame);
        }

        return true;
    }

    /// <returns>How many regions are still to be decided.</returns>
    private int ReadPending(SourceFrame frame, TriggerCause cause, bool isLast)
    {
        long captured = Captured(frame);
        double now = Seconds(captured);
        int pending = 0;
        foreach (RegionTask task in _tasks)
        {
            if (!task.IsPending)
                continue;
            if (!TryView(task, frame.Pixels, out GreyFrame view))
            {
                task.IsPending = false;
                continue;
            }

            task.Tracker.See(view);
            long start = Stopwatch.GetTimestamp();
            task.Read(view, captured);
            Times.Add(Stage.Read, start);
            _counts.Add(TrackStep.Read);
            task.Vote.Add(task.Reading, now);
            VoteState state = task.Vote.State;
            if (state == VoteState.Open && !isLast)
            {
                pending++;
                continue;
            }

            task.IsPending = false;
            task.Tracker.NoteTold(now);
            // Who presses the button is answered; and a region that is known to hold something has a fault where it holds nothing.
            if (state != VoteState.Nothing || cause != TriggerCause.Interval || task.Spec.Box is not null)
                _teller.Tell(task, state == VoteState.Accepted, frame.Name, frame.Pixels, captured);
            else
                task.Vote.Clear();
        }

        return pending;
    }

    /// <summary>A region's part of a frame; a region outside of the picture is told once, until it is within it again.</summary>
    private bool TryView(RegionTask task, GreyFrame frame, out GreyFrame view)
    {
        bool isThere = task.TryView(frame, out view);
        if (!isThere && !task.IsOutside)
        {
            _parts.Observer?.OnWarning(FormattableString.Invariant(
                $"region '{PlainText.Shorten(task.Spec.Name ?? "", 60)}': lies outside of the picture, which has {frame.Width}x{frame.Height} pixels"));
        }

        task.IsOutside = !isThere;
        return isThere;
    }

    /// <summary>Waits for a frame.</summary>
    private FrameWait Next(out SourceFrame frame)
    {
        _frames.Beat();
        ApplyRegions();
        return _frames.Next(out frame, _cancellation);
    }

    private void ApplyRegions()
    {
        IReadOnlyList<RegionSpec>? wanted;
        lock (_lock)
            (wanted, _wanted) = (_wanted, null);
        if (wanted is null)
            return;
        var tasks = new RegionTask[wanted.Count];
        for (int i = 0; i < tasks.Length; i++)
        {
            RegionSpec spec = wanted[i];
            // One that stays as it was keeps what it knows.
            tasks[i] = Array.Find(_tasks, task => task.Spec == spec) ?? new RegionTask(spec, _parts.Reader(spec), _options);
        }

        _tasks = tasks;
    }

    private void ShowPicture(SourceFrame frame)
    {
        if (_parts.Picture is not { IsWanted: true } picture)
            return;
        var boxes = new LiveBox[_tasks.Length];
        for (int i = 0; i < boxes.Length; i++)
        {
            RegionTask task = _tasks[i];
            ReadSymbol[] symbols = task.Reading.Symbols.ToArray();
            boxes[i] = new LiveBox(task.Spec.Name, task.Area, task.Reading.Text.ToString(), task.Reading.Confidence, symbols);
        }

        picture.Show(frame.Pixels, Captured(frame), boxes);
    }

    /// <summary>When a frame was taken, in the ticks of <see cref="Stopwatch"/>; of a picture, now.</summary>
    private static long Captured(in SourceFrame frame) => frame.Captured != 0 ? frame.Captured : Stopwatch.GetTimestamp();

    private static double Seconds(long captured) => captured / (double)Stopwatch.Frequency;
}

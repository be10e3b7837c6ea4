using System.Diagnostics;
using EdgeNet.Devices.Station.Counters;
using EdgeNet.Devices.Station.Readings;
using EdgeNet.Devices.Station.Regions;
using EdgeNet.Devices.Station.Scenes;
using EdgeNet.Devices.Station.Triggers;
using EdgeNet.Devices.Station.Voting;
using EdgeNet.Vision.Patterns;
using EdgeNet.Vision.Pictures;
using EdgeNet.Vision.Reading;

namespace EdgeNet.Devices.Station.Loop;

/// <summary>A region at work: its reader, its vote and what it told last.</summary>
internal sealed class RegionTask
{
    private readonly IRegionReader _reader;
    private TimeSpan _readTime;

    internal RegionTask(RegionSpec spec, IRegionReader reader, StationOptions options)
    {
        Spec = spec;
        _reader = reader;
        Reading = new FrameReading(reader.Pattern.Kind == PatternKind.Lines);
        Vote = spec.Counter is { } counter
            ? new CounterVote(counter, options.Vote, reader.AcceptThreshold, Reading.Room)
            : new FieldVote(options.Vote, reader.AcceptThreshold, Reading.Room);
        bool isMotion = options.Trigger == TriggerKind.Motion;
        var track = new TrackOptions
        {
            // A counter's wheel turns while it is read, and every frame of a folder shows another scene.
            NeedsStill = spec.Counter is null && options.Vote.Frames > 1,
            ReadsWithoutMotion = !isMotion,
            IsCounter = spec.Counter is not null,
            Patience = options.Vote.Frames > 1 ? options.Patience.TotalSeconds : 0,
        };
        Tracker = new SubjectTracker(Vote, isMotion ? track with { Recheck = double.PositiveInfinity } : track);
    }

    internal RegionSpec Spec { get; }

    internal FieldPattern Pattern => _reader.Pattern;

    internal FrameReading Reading { get; }

    internal IFrameVote Vote { get; }

    internal SubjectTracker Tracker { get; }

    /// <summary>Where it is in the last frame.</summary>
    internal PixelBox Area { get; private set; }

    /// <summary>When the first frame of the vote was captured, in the ticks of <see cref="Stopwatch"/>.</summary>
    internal long FirstCaptured { get; private set; }

    /// <summary>Whether one frame alone makes a text that is sure enough; a counter is followed over several.</summary>
    internal bool IsSure =>
        Spec.Counter is null ? Vote.Text.Length > 0 && Vote.Confidence >= _reader.AcceptThreshold : Vote.State == VoteState.Accepted;

    /// <summary>Whether it is still to be told, after a trigger.</summary>
    internal bool IsPending { get; set; }

    /// <summary>Whether it was outside of the last frame, and that is told.</summary>
    internal bool IsOutside { get; set; }

    /// <summary>The mean time of reading a frame of this vote.</summary>
    internal TimeSpan MeanReadTime => Vote.Frames == 0 ? TimeSpan.Zero : _readTime / Vote.Frames;

    /// <summary>Its part of a frame, in place.</summary>
    /// <returns>False where nothing of it lies within the frame.</returns>
    internal bool TryView(GreyFrame frame, out GreyFrame view)
    {
        view = default;
        bool isThere = Spec.TryClip(frame.Width, frame.Height, out PixelBox area);
        Area = area;
        if (!isThere)
            return false;
        if (Spec.Box is null)
        {
            view = frame;
            return true;
        }

        int start = area.Y * frame.Stride + area.X;
        ReadOnlySpan<byte> dropout = frame.HasDropout ? frame.Dropout[start..] : [];
        view = new GreyFrame(frame.Pixels[start..], dropout, area.Width, area.Height, frame.Stride);
        return true;
    }

    /// <summary>Reads its part of a frame; the reading is added to no vote yet.</summary>
    internal void Read(GreyFrame view, long captured)
    {
        if (Vote.Frames == 0)
            (FirstCaptured, _readTime) = (captured, TimeSpan.Zero);
        long start = Stopwatch.GetTimestamp();
        _reader.Read(view, Area.X, Area.Y, Reading);
        _readTime += Stopwatch.GetElapsedTime(start);
    }
}

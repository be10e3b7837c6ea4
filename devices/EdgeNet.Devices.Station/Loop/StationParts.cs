using EdgeNet.Devices.Events;
using EdgeNet.Devices.Station.Live;
using EdgeNet.Devices.Station.Readings;
using EdgeNet.Devices.Station.Regions;
using EdgeNet.Devices.Station.Triggers;

namespace EdgeNet.Devices.Station.Loop;

/// <summary>What the loop works with. Whoever made the parts disposes them, after the loop has ended.</summary>
public sealed record StationParts
{
    /// <summary>Where frames come from.</summary>
    public required IFrameSource Source { get; init; }

    /// <summary>Makes a region's reader; called when the regions are set, by the loop's thread.</summary>
    public required Func<RegionSpec, IRegionReader> Reader { get; init; }

    /// <summary>Where events go.</summary>
    public IReadOnlyList<IEventSink> Sinks { get; init; } = [];

    /// <summary>Hears what else there is to tell; null for nobody.</summary>
    public IStationObserver? Observer { get; init; }

    /// <summary>What asks for readings.</summary>
    public required TriggerBell Bell { get; init; }

    /// <summary>The newest picture, for whoever looks; null for none.</summary>
    public LivePicture? Picture { get; init; }

    /// <summary>What may change between frames, as weights.</summary>
    public IReadOnlyList<IFrameBoundary> Boundaries { get; init; } = [];

    /// <summary>
    /// Called at least every <see cref="StationLoop.LongestSilence"/> while the loop is well, beside the time of reading a frame.
    /// </summary>
    public Action? Beat { get; init; }

    /// <summary>The clock that events are dated by.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}

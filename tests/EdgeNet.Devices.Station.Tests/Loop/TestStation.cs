using EdgeNet.Devices.Events;
using EdgeNet.Devices.Station.Live;
using EdgeNet.Devices.Station.Loop;
using EdgeNet.Devices.Station.Regions;
using EdgeNet.Devices.Station.Triggers;
using EdgeNet.Vision.Patterns;

namespace EdgeNet.Devices.Station.Tests.Loop;

/// <summary>A loop over scenes, with everything that it tells.</summary>
internal sealed class TestStation : IEventSink, IStationObserver, IDisposable
{
    private readonly List<SceneReader> _readers = [];

    public TestStation(SceneSource source, StationOptions? options = null, params IReadOnlyList<RegionSpec> regions)
    {
        Source = source;
        Parts = new StationParts
        {
            Source = source,
            Reader = region =>
            {
                var reader = new SceneReader(source, region.Pattern);
                _readers.Add(reader);
                return reader;
            },
            Sinks = [this],
            Observer = this,
            Bell = Bell,
            Picture = Picture,
            Beat = () => Beats++,
        };
        if (regions.Count == 0)
            regions = [new RegionSpec { Pattern = FieldPattern.Zip }];
        Loop = new StationLoop(Parts, options ?? new StationOptions(), regions);
    }

    public long Born { get; } = System.Diagnostics.Stopwatch.GetTimestamp();

    public SceneSource Source { get; }

    public StationParts Parts { get; }

    public TriggerBell Bell { get; } = new();

    public LivePicture Picture { get; } = new(TimeProvider.System);

    public StationLoop Loop { get; }

    public List<ReadingEvent> Events { get; } = [];

    public List<string> Told { get; } = [];

    public Action<ReadingEvent>? AfterEvent { get; set; }

    public int Beats { get; private set; }

    public IReadOnlyList<SceneReader> Readers => _readers;

    /// <summary>What was told, "?" for what was rejected.</summary>
    public string Texts => string.Join(" ", Events.Select(e => (e.Region is null ? "" : e.Region + "=") + (e.Text ?? "?")));

    public TestStation Run(CancellationToken cancellation = default)
    {
        Loop.Run(cancellation);
        return this;
    }

    public void OnEvent(ReadingEvent reading)
    {
        Events.Add(reading);
        AfterEvent?.Invoke(reading);
    }

    public void OnFault(FrameException fault) => Told.Add("fault " + fault.Message);

    public void OnFramesAgain() => Told.Add("again");

    public void OnWarning(string message) => Told.Add(message);

    public void Dispose()
    {
        Loop.Dispose();
        Bell.Dispose();
        Source.Dispose();
    }
}

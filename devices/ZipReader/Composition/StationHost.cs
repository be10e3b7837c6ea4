using EdgeNet.Devices;
using EdgeNet.Devices.Events;
using EdgeNet.Devices.Station.Configuration;
using EdgeNet.Devices.Station.Configuration.Sections;
using EdgeNet.Devices.Station.Live;
using EdgeNet.Devices.Station.Logging;
using EdgeNet.Devices.Station.Loop;
using EdgeNet.Devices.Station.Outputs;
using EdgeNet.Devices.Station.Systemd;
using EdgeNet.Devices.Station.Triggers;
using EdgeNet.Devices.Status;

namespace EdgeNet.ZipReader.Composition;

/// <summary>
/// The station: camera, network, loop, outputs and page, put together as the configuration says. It comes up with what works; what does not
/// is a line of the log and a problem on the page.
/// </summary>
internal sealed class StationHost : IAsyncDisposable
{
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(10);

    private readonly StationLog _log;
    private readonly SystemdNotifier _notifier;
    private readonly StationInputs _inputs;
    private readonly StationNetwork _network;
    private readonly StationOutputs _outputs;
    private readonly DisplayEvents? _display;
    private readonly StationLoop _loop;
    private readonly StationHealth _health;
    private readonly StatusPage? _page;

    private StationHost(HostParts host, StationInputs inputs, StationNetwork network, StationOutputs outputs, StationRegions regions)
    {
        (_log, _notifier, _inputs, _network, _outputs) = (host.Log, host.Notifier, inputs, network, outputs);
        StationConfig config = host.Config;
        var faults = new FaultMemory(new LogObserver(_log));
        IStationObserver observer = faults;
        List<IEventSink> sinks = [.. outputs.Sinks];
        LateDisplay? display = config.Display.Kind == DisplayKind.None ? null : new LateDisplay(config.Display);
        if (display is not null)
        {
            _display = new DisplayEvents(display, observer);
            observer = _display;
            sinks.Add(_display);
        }

        if (inputs.Board is not null)
        {
            var lights = new LightEvents(inputs.Board, observer);
            observer = lights;
            sinks.Add(lights);
        }

        var picture = new LivePicture(TimeProvider.System);
        var memory = new FrameMemory();
        var parts = new StationParts
        {
            Source = inputs.Source,
            Reader = network.Reader,
            Sinks = sinks,
            Observer = observer,
            Bell = inputs.Bell,
            Picture = picture,
            Boundaries = [network.Slot, memory],
            Beat = _notifier.Alive,
        };
        _loop = new StationLoop(parts, config.Options, regions.Regions);
        regions.Prepare = network.Load;
        regions.Apply = drawn =>
        {
            _loop.SetRegions(drawn);
            outputs.Mqtt?.SetSensors(StationSensors.Of(drawn));
        };
        outputs.Mqtt?.SetSensors(StationSensors.Of(_loop.Regions));
        outputs.Start();
        if (outputs.Store is { } store)
            CounterMemory.Resume(_loop, store, _log);
        var health = new HealthParts
        {
            Inputs = inputs,
            Outputs = outputs,
            Network = network,
            Loop = _loop,
            Log = _log,
            Faults = faults,
            Memory = memory,
            Display = display,
        };
        _health = new StationHealth(health);
        if (config.Page.IsEnabled)
        {
            var view = new StationView(StationView.NameOf(config), picture, regions, inputs.Bell, _log, _health);
            _page = health.Page = new StatusPage(() => Page(config.Page, view, outputs.History), _log);
        }
    }

    /// <summary>Puts the station together.</summary>
    /// <param name="host">What it stands on.</param>
    /// <exception cref="SetupException">A part refuses its configuration.</exception>
    /// <exception cref="ConfigException">The weights of a region cannot be used.</exception>
    /// <exception cref="IOException">Without what is missing, nothing can be read.</exception>
    /// <exception cref="WeightsException">The weights in the program are damaged.</exception>
    internal static StationHost Open(HostParts host)
    {
        var opened = new Stack<IDisposable>();
        try
        {
            StationInputs inputs = Push(StationInputs.Open(host.Config, host.Replay, host.Log));
            StationNetwork network = Push(new StationNetwork(host.Config.Weights, host.Log));
            var regions = new StationRegions(host.Config, StationFolder.Regions(host.Config.Read));
            network.Load(regions.Load(host.Log));
            StationOutputs outputs = StationOutputs.Open(host.Config, host.Log, host.Output, () => inputs.Bell.Ring(TriggerCause.Request));
            return new StationHost(host, inputs, network, outputs, regions);
        }
        catch
        {
            while (opened.TryPop(out IDisposable? part))
                part.Dispose();
            throw;
        }

        T Push<T>(T part)
            where T : IDisposable
        {
            opened.Push(part);
            return part;
        }
    }

    /// <summary>Reads until it is cancelled, or frames have come to their end.</summary>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Whether it ended as it should: by a signal, or with a source whose last frame could be had.</returns>
    internal async Task<bool> RunAsync(CancellationToken cancellation)
    {
        if (_page is not null)
            await _page.StartAsync().ConfigureAwait(false);
        _health.Start(_notifier);
        _notifier.Ready();
        _log.Info("station", $"reads from {_inputs.Name}");
        try
        {
            // A thread of its own: the loop waits for frames, and counts what its thread allocates.
            Task reading = Task.Factory.StartNew(
                () => _loop.Run(cancellation), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            await reading.ConfigureAwait(false);
        }
        finally
        {
            _notifier.Stopping();
        }

        if (cancellation.IsCancellationRequested)
            return true;
        _outputs.Drain(DrainTime, cancellation);
        StationCounts counts = _loop.Counts;
        long events = counts.Accepted + counts.Rejected;
        _log.Info("station", FormattableString.Invariant($"no more frames: {counts.Frames} frames, {events} events"));
        return counts.Faults == 0;
    }

    /// <summary>Closes everything, in the order in which nothing is lost.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_page is not null)
            await _page.DisposeAsync().ConfigureAwait(false);
        _health.Dispose();
        _display?.Dispose();
        _inputs.Dispose();
        _loop.Dispose();
        _network.Dispose();
        await _outputs.DisposeAsync().ConfigureAwait(false);
    }

    private StatusServer Page(PageConfig page, StationView view, IReadingHistory history)
    {
        string? folder = page.Samples ?? StationFolder.Find("samples");
        var options = new StatusOptions
        {
            Address = page.Address,
            Port = page.Port,
            Token = page.Token,
            Logging = new PageLog(_log),
        };
        return new StatusServer(view, history, folder is null ? null : new LabelledSamples(folder), options);
    }
}

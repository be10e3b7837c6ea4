using EdgeNet.Devices;
using EdgeNet.Devices.Gpio;
using EdgeNet.Devices.Station.Configuration;
using EdgeNet.Devices.Station.Logging;
using EdgeNet.Devices.Station.Triggers;
using EdgeNet.Vision.Pictures;

namespace EdgeNet.ZipReader.Composition;

/// <summary>Where frames and triggers come from: camera, lamp, marks, button, interval. The board's lights are here too.</summary>
internal sealed class StationInputs : IDisposable
{
    private readonly ButtonRinger? _button;
    private readonly IntervalRinger? _interval;

    private StationInputs(StationConfig config, IFrameSource camera, GpioBoard? board)
    {
        Board = board;
        Live = camera as LiveSource;
        IFrameSource source = board?.Lamp is { } lamp ? new LampSource(camera, lamp, config.Gpio.LampSettle) : camera;
        Source = Align(config, source);
        if (board?.Trigger is { } button)
            _button = new ButtonRinger(Bell, button.Wait);
        if (config.Trigger.Kind == TriggerKind.Interval)
            _interval = new IntervalRinger(Bell, config.Trigger.Interval, TimeProvider.System);
    }

    /// <summary>What frames come from, for people; an address may hold a password, and is not shown whole.</summary>
    internal required string Name { get; init; }

    /// <summary>The frames, as they are read.</summary>
    internal IFrameSource Source { get; }

    /// <summary>The camera itself; null where pictures come from files.</summary>
    internal LiveSource? Live { get; }

    /// <summary>Button, lights and lamp; null for none.</summary>
    internal GpioBoard? Board { get; }

    /// <summary>What is wrong with the board; null for nothing.</summary>
    internal string? BoardProblem { get; private init; }

    /// <summary>What asks for readings.</summary>
    internal TriggerBell Bell { get; } = new();

    /// <summary>Opens board and camera; a camera that is not there is looked for by its source.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="replay">Frames in place of the camera's; null for none.</param>
    /// <param name="log">Takes what is wrong and does not keep it from reading.</param>
    /// <exception cref="GpioException">The button that asks for readings cannot be had.</exception>
    /// <exception cref="SetupException">An option of the camera, or the reference picture, is none.</exception>
    internal static StationInputs Open(StationConfig config, IFrameDevice? replay, StationLog log)
    {
        GpioBoard? board = null;
        string? problem = null;
        try
        {
            board = config.Gpio.IsUsed ? GpioBoard.Open(config.Gpio.Pins) : null;
        }
        catch (GpioException error) when (config.Trigger.Kind != TriggerKind.Button)
        {
            // Lights are no reason not to read.
            problem = error.Message;
            log.Error("gpio", error.Message);
        }

        try
        {
            string source = config.Camera.Source;
            bool isAddress = Uri.TryCreate(source, UriKind.Absolute, out Uri? address) && !address.IsFile;
            return new StationInputs(config, Camera(config, replay), board)
            {
                Name = replay?.Name ?? (isAddress ? address!.Host : source),
                BoardProblem = problem,
            };
        }
        catch
        {
            board?.Dispose();
            throw;
        }
    }

    /// <summary>Ends what rings, closes the camera, and switches everything off.</summary>
    public void Dispose()
    {
        _interval?.Dispose();
        _button?.Dispose();
        Source.Dispose();
        Board?.Dispose();
        Bell.Dispose();
    }

    private static IFrameSource Camera(StationConfig config, IFrameDevice? replay)
    {
        if (replay is not null)
            return new LiveSource(replay, new LiveOptions { Delivery = FrameDelivery.Every });
        try
        {
            return FrameSources.Open(config.Camera);
        }
        catch (FormatException error)
        {
            throw new SetupException("camera", error.Message);
        }
    }

    private static IFrameSource Align(StationConfig config, IFrameSource source)
    {
        try
        {
            return config.Align.Wrap(source);
        }
        catch (Exception error) when (error is PictureException or ArgumentException)
        {
            throw new SetupException("align", error.Message);
        }
    }
}

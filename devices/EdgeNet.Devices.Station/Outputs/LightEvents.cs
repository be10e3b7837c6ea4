using EdgeNet.Devices.Events;
using EdgeNet.Devices.Gpio;
using EdgeNet.Devices.Gpio.Lines;
using EdgeNet.Devices.Station.Loop;

namespace EdgeNet.Devices.Station.Outputs;

/// <summary>Shows the last event's fate, or that there is no picture, on the lights, one of which is on.</summary>
public sealed class LightEvents : IEventSink, IStationObserver
{
    private readonly Lock _lock = new();
    private readonly Action<bool>? _read;
    private readonly Action<bool>? _rejected;
    private readonly Action<bool>? _fault;
    private readonly IStationObserver? _next;
    private bool? _wasAccepted;

    /// <summary>Shows events on a board's lights.</summary>
    /// <param name="board">The lights.</param>
    /// <param name="next">Who hears what is told besides; null for nobody.</param>
    public LightEvents(GpioBoard board, IStationObserver? next = null)
    {
        ArgumentNullException.ThrowIfNull(board);
        (_read, _rejected, _fault, _next) = (Switch(board.Read), Switch(board.Rejected), Switch(board.Fault), next);
    }

    internal LightEvents(Action<bool>? read, Action<bool>? rejected, Action<bool>? fault, IStationObserver? next) =>
        (_read, _rejected, _fault, _next) = (read, rejected, fault, next);

    /// <inheritdoc/>
    public void OnEvent(ReadingEvent reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        lock (_lock)
            _wasAccepted = reading.Text is not null;
        Show(isFault: false);
    }

    /// <inheritdoc/>
    public void OnFault(FrameException fault)
    {
        Show(isFault: true);
        _next?.OnFault(fault);
    }

    /// <inheritdoc/>
    public void OnFramesAgain()
    {
        Show(isFault: false);
        _next?.OnFramesAgain();
    }

    /// <inheritdoc/>
    public void OnWarning(string message) => _next?.OnWarning(message);

    private void Show(bool isFault)
    {
        lock (_lock)
        {
            _read?.Invoke(!isFault && _wasAccepted == true);
            _rejected?.Invoke(!isFault && _wasAccepted == false);
            _fault?.Invoke(isFault);
        }
    }

    private static Action<bool>? Switch(OutputLine? line) => line is null ? null : line.Set;
}

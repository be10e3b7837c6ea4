using System.Device.Gpio;

namespace EdgeNet.Devices.Gpio.Lines;

/// <summary>
/// A button that asks for a reading. A press counts at its first edge, if the line was still for the debounce time before it: a contact
/// that bounces, on pressing or on letting go, is one press. Presses while a reading is under way are one more.
/// </summary>
public sealed class TriggerButton : IDisposable
{
    private readonly GpioController _controller;
    private readonly int _pin;
    private readonly PinEventTypes _pressing;
    private readonly TimeSpan _debounce;
    private readonly TimeProvider _time;
    private readonly ManualResetEventSlim _pressed = new();
    private readonly Lock _lock = new();
    private long _lastEdge;
    private bool _hasEdge;

    internal TriggerButton(GpioController controller, int pin, bool isActiveLow, TimeSpan debounce, TimeProvider time)
    {
        _controller = controller;
        _pin = pin;
        _pressing = isActiveLow ? PinEventTypes.Falling : PinEventTypes.Rising;
        _debounce = debounce;
        _time = time;
        PinMode pulled = isActiveLow ? PinMode.InputPullUp : PinMode.InputPullDown;
        controller.OpenPin(pin, controller.IsPinModeSupported(pin, pulled) ? pulled : PinMode.Input);
        controller.RegisterCallbackForPinValueChangedEvent(pin, PinEventTypes.Rising | PinEventTypes.Falling, OnEdge);
    }

    /// <summary>How often it was pressed.</summary>
    public long Presses { get; private set; }

    /// <summary>Waits for a press, and takes it; one that came before counts.</summary>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>Whether it was pressed.</returns>
    /// <exception cref="OperationCanceledException">The waiting was ended.</exception>
    public bool Wait(TimeSpan timeout, CancellationToken cancellation = default)
    {
        if (!_pressed.Wait(timeout, cancellation))
            return false;
        _pressed.Reset();
        return true;
    }

    /// <summary>Gives the line back.</summary>
    public void Dispose() => _controller.UnregisterCallbackForPinValueChangedEvent(_pin, OnEdge);

    private void OnEdge(object sender, PinValueChangedEventArgs edge)
    {
        lock (_lock)
        {
            bool isStill = !_hasEdge || _time.GetElapsedTime(_lastEdge) >= _debounce;
            (_hasEdge, _lastEdge) = (true, _time.GetTimestamp());
            if (!isStill || edge.ChangeType != _pressing)
                return;
            Presses++;
            _pressed.Set();
        }
    }
}

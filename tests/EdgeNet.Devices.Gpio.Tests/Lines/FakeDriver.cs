using System.Device.Gpio;

namespace EdgeNet.Devices.Gpio.Tests.Lines;

/// <summary>A chip whose lines the test reads and moves, by System.Device.Gpio's own abstraction.</summary>
internal sealed class FakeDriver : GpioDriver
{
    private readonly Dictionary<int, PinChangeEventHandler> _handlers = [];

    public Dictionary<int, PinMode> Modes { get; } = [];

    public Dictionary<int, PinValue> Values { get; } = [];

    /// <summary>All values that lines were given, in order.</summary>
    public List<(int Pin, bool High)> Written { get; } = [];

    public bool HasPulls { get; init; } = true;

    public Exception? Fails { get; set; }

    public bool IsDisposed { get; private set; }

    protected override int PinCount => 28;

    public void Edge(int pin, bool high) =>
        _handlers[pin](this, new PinValueChangedEventArgs(high ? PinEventTypes.Rising : PinEventTypes.Falling, pin));

    public bool HasHandler(int pin) => _handlers.ContainsKey(pin);

    protected override void OpenPin(int pinNumber)
    {
        if (Fails is not null)
            throw Fails;
        Modes.Add(pinNumber, PinMode.Input);
    }

    protected override void ClosePin(int pinNumber) => Modes.Remove(pinNumber);

    protected override void SetPinMode(int pinNumber, PinMode mode) => Modes[pinNumber] = mode;

    protected override void SetPinMode(int pinNumber, PinMode mode, PinValue initialValue)
    {
        Modes[pinNumber] = mode;
        Write(pinNumber, initialValue);
    }

    protected override PinMode GetPinMode(int pinNumber) => Modes[pinNumber];

    protected override bool IsPinModeSupported(int pinNumber, PinMode mode) => HasPulls || mode is PinMode.Input or PinMode.Output;

    protected override PinValue Read(int pinNumber) => Values.GetValueOrDefault(pinNumber);

    protected override void Write(int pinNumber, PinValue value)
    {
        if (Fails is not null)
            throw Fails;
        Values[pinNumber] = value;
        Written.Add((pinNumber, (bool)value));
    }

    protected override WaitForEventResult WaitForEvent(int pinNumber, PinEventTypes eventTypes, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    protected override void AddCallbackForPinValueChangedEvent(int pinNumber, PinEventTypes eventTypes, PinChangeEventHandler callback) =>
        _handlers.Add(pinNumber, callback);

    protected override void RemoveCallbackForPinValueChangedEvent(int pinNumber, PinChangeEventHandler callback) =>
        _handlers.Remove(pinNumber);

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }
}

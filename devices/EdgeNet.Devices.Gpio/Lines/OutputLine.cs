using System.Device.Gpio;

namespace EdgeNet.Devices.Gpio.Lines;

/// <summary>A line that something hangs on: a light or a lamp. One that fails stops nothing; it is remembered.</summary>
public sealed class OutputLine
{
    private readonly GpioController _controller;
    private readonly int _pin;
    private readonly bool _isActiveLow;

    internal OutputLine(GpioController controller, int pin, bool isActiveLow)
    {
        _controller = controller;
        _pin = pin;
        _isActiveLow = isActiveLow;
        // Off from the first moment on, without a flash.
        controller.OpenPin(pin, PinMode.Output, Level(false));
    }

    /// <summary>Whether it was switched on last.</summary>
    public bool IsOn { get; private set; }

    /// <summary>Why it could not be switched; null where it could.</summary>
    public string? Error { get; private set; }

    /// <summary>Switches it.</summary>
    /// <param name="on">Whether it shall be on.</param>
    public void Set(bool on)
    {
        try
        {
            _controller.Write(_pin, Level(on));
            IsOn = on;
            Error = null;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            // The library documents no exceptions. A light is no reason not to read.
            Error = error.Message;
        }
    }

    private PinValue Level(bool on) => on != _isActiveLow;
}

namespace EdgeNet.Devices.Gpio.Lines;

/// <summary>What is wired to which line. What is null is not there.</summary>
public sealed record GpioPins
{
    /// <summary>The chip's name, label, path or number; null for the one with a Raspberry Pi's pins.</summary>
    public string? Chip { get; init; }

    /// <summary>The trigger button. An active-low one is pulled up, another one down, by the chip.</summary>
    public GpioLine? Trigger { get; init; }

    /// <summary>So long must the button have been still before a press counts.</summary>
    public TimeSpan Debounce { get; init; } = TimeSpan.FromMilliseconds(30);

    /// <summary>The light that says that something was read.</summary>
    public GpioLine? Read { get; init; }

    /// <summary>The light that says that what was seen could not be read for sure.</summary>
    public GpioLine? Rejected { get; init; }

    /// <summary>The light that says that there is no picture.</summary>
    public GpioLine? Fault { get; init; }

    /// <summary>The lamp that is on while a picture is taken.</summary>
    public GpioLine? Lamp { get; init; }
}

using EdgeNet.Devices.Gpio.Lines;

namespace EdgeNet.Devices.Station.Configuration.Sections;

/// <summary>[gpio]: what is wired to which line.</summary>
public sealed record GpioConfig
{
    /// <summary>The lines.</summary>
    public GpioPins Pins { get; init; } = new();

    /// <summary>From switching the lamp on until a frame counts.</summary>
    public TimeSpan LampSettle { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Whether anything is wired.</summary>
    public bool IsUsed =>
        Pins.Trigger is not null || Pins.Read is not null || Pins.Rejected is not null || Pins.Fault is not null || Pins.Lamp is not null;
}

using System.Device.I2c;
using EdgeNet.Devices.Gpio.Displays;
using EdgeNet.Devices.Station.Configuration.Sections;

namespace EdgeNet.Devices.Station.Configuration;

/// <summary>Makes the display that a configuration names.</summary>
public static class DisplayFactory
{
    private const int OledRows = 64;
    private const int LcdRows = 2;

    /// <summary>Switches the display on.</summary>
    /// <param name="display">Which; not <see cref="DisplayKind.None"/>.</param>
    /// <exception cref="Gpio.GpioException">There is no such bus, or it may not be opened.</exception>
    /// <exception cref="IOException">It does not answer.</exception>
    public static ITextDisplay Open(DisplayConfig display)
    {
        ArgumentNullException.ThrowIfNull(display);
        I2cDevice bus = DisplayBus.Open(display.Bus, Address(display));
        try
        {
            return display.Kind switch
            {
                DisplayKind.Oled => new OledDisplay(bus, display.Rows ?? OledRows),
                DisplayKind.Lcd => new CharacterDisplay(bus, display.Rows ?? LcdRows),
                _ => throw new ArgumentException("There is no display.", nameof(display)),
            };
        }
        catch
        {
            bus.Dispose();
            throw;
        }
    }

    /// <summary>The display's address on its bus.</summary>
    internal static int Address(DisplayConfig display) =>
        display.Address ?? (display.Kind == DisplayKind.Lcd ? CharacterDisplay.UsualAddress : OledDisplay.UsualAddress);
}

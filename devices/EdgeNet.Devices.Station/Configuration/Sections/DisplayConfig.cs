namespace EdgeNet.Devices.Station.Configuration.Sections;

/// <summary>[display]: a display on I2C.</summary>
public sealed record DisplayConfig
{
    /// <summary>Which.</summary>
    public DisplayKind Kind { get; init; }

    /// <summary>N of /dev/i2c-N.</summary>
    public int Bus { get; init; } = Gpio.Displays.DisplayBus.Usual;

    /// <summary>Its address, 0x08 to 0x77; null for the usual one of its kind.</summary>
    public int? Address { get; init; }

    /// <summary>
    /// Rows of dots of an OLED, 64 or 32; lines of letters of an LCD, 2 or 4. Null for the smaller of the LCD and the larger of the OLED.
    /// </summary>
    public int? Rows { get; init; }
}

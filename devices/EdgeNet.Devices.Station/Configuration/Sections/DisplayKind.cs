namespace EdgeNet.Devices.Station.Configuration.Sections;

/// <summary>Which display there is.</summary>
public enum DisplayKind
{
    /// <summary>None.</summary>
    None,

    /// <summary>An SSD1306.</summary>
    Oled,

    /// <summary>A character LCD behind a PCF8574.</summary>
    Lcd,
}

using System.Device.I2c;
using Iot.Device.CharacterLcd;

namespace EdgeNet.Devices.Gpio.Displays;

/// <summary>A character display of two or four lines behind a PCF8574, the green or blue one, through Iot.Device.Bindings.</summary>
public sealed class CharacterDisplay : ITextDisplay
{
    /// <summary>The address that most of them have; others have 0x3F.</summary>
    public const int UsualAddress = 0x27;

    private readonly Hd44780 _display;
    private readonly char[] _line;

    /// <summary>Switches a display on, empty.</summary>
    /// <param name="bus">The display, disposed with this.</param>
    /// <param name="lines">2 lines of 16 letters, or 4 of 20.</param>
    /// <exception cref="IOException">It does not answer.</exception>
    public CharacterDisplay(I2cDevice bus, int lines = 2)
    {
        ArgumentNullException.ThrowIfNull(bus);
        LcdInterface wires = LcdInterface.CreateI2c(bus, uses8Bit: false);
        _display = lines switch
        {
            2 => new Lcd1602(wires),
            4 => new Lcd2004(wires),
            _ => throw new ArgumentOutOfRangeException(nameof(lines), lines, "Expected 2 or 4 lines."),
        };
        _line = new char[lines == 2 ? 16 : 20];
    }

    /// <inheritdoc/>
    public void Show(string headline, string detail)
    {
        ArgumentNullException.ThrowIfNull(headline);
        ArgumentNullException.ThrowIfNull(detail);
        Write(headline, 0);
        Write(detail, 1);
    }

    /// <inheritdoc/>
    public void Dispose() => _display.Dispose();

    /// <summary>Writes a whole line, so that nothing flickers and nothing of what was there stays.</summary>
    private void Write(string text, int line)
    {
        for (int i = 0; i < _line.Length; i++)
            _line[i] = i >= text.Length ? ' ' : text[i] is >= ' ' and <= '}' and not '\\' ? text[i] : '?';
        _display.SetCursorPosition(0, line);
        _display.Write(_line);
    }
}

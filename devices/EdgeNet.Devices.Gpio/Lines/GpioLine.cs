using System.Globalization;
using EdgeNet.Safety;

namespace EdgeNet.Devices.Gpio.Lines;

/// <summary>
/// A line as a user names it: <c>17</c>, <c>GPIO17</c>, or with an exclamation mark for one that is active when it is low.
/// </summary>
/// <param name="Name">Its number on the chip, or its name.</param>
/// <param name="IsActiveLow">Whether low is on, as for a button between line and ground.</param>
public readonly record struct GpioLine(string Name, bool IsActiveLow = false)
{
    /// <summary>Reads a line.</summary>
    /// <param name="text">As in <c>17</c>, <c>GPIO17</c>, <c>!GPIO27</c>.</param>
    /// <exception cref="FormatException">There is no number or name in it.</exception>
    public static GpioLine Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        bool isLow = text.StartsWith('!');
        string name = (isLow ? text[1..] : text).Trim();
        return name.Length is > 0 and < 32
            ? new GpioLine(name, isLow)
            : throw new FormatException($"Expected a GPIO line as 17, GPIO17 or !GPIO17, found '{PlainText.Shorten(text, 60)}'.");
    }

    /// <summary>The line's number, where it is named by one.</summary>
    /// <param name="number">The number.</param>
    public bool TryGetNumber(out int number) => int.TryParse(Name, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    /// <summary>As it is parsed.</summary>
    public override string ToString() => IsActiveLow ? $"!{Name}" : Name;
}

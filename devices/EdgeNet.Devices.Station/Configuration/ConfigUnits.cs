using System.Globalization;

namespace EdgeNet.Devices.Station.Configuration;

/// <summary>Numbers with a unit: <c>"5 min"</c>, <c>"256 MB"</c>.</summary>
internal static class ConfigUnits
{
    private static readonly (string Unit, double Seconds)[] Times = [("ms", 0.001), ("s", 1), ("min", 60), ("h", 3600), ("d", 86_400)];

    private static readonly (string Unit, double Bytes)[] Sizes = [("B", 1), ("kB", 1 << 10), ("MB", 1 << 20), ("GB", 1 << 30)];

    internal static bool TryTime(string text, out TimeSpan time)
    {
        bool isTime = TryParse(text, Times, out double seconds) && seconds <= TimeSpan.FromDays(3660).TotalSeconds;
        time = isTime ? TimeSpan.FromSeconds(seconds) : default;
        return isTime;
    }

    internal static bool TrySize(string text, out long bytes)
    {
        bool isSize = TryParse(text, Sizes, out double size) && size <= 1L << 50;
        bytes = isSize ? (long)size : 0;
        return isSize;
    }

    internal static string Text(TimeSpan time) => Text(time.TotalSeconds, Times);

    internal static string Text(long bytes) => Text(bytes, Sizes);

    private static bool TryParse(string text, (string Unit, double Factor)[] units, out double value)
    {
        value = 0;
        text = text.Trim();
        int end = 0;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] == '.'))
            end++;
        if (!double.TryParse(text.AsSpan(0, end), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number))
            return false;
        foreach ((string unit, double factor) in units)
        {
            if (!text.AsSpan(end).Trim().SequenceEqual(unit))
                continue;
            value = number * factor;
            return double.IsFinite(value);
        }

        return false;
    }

    /// <summary>In the largest unit of which there is one or more.</summary>
    private static string Text(double value, (string Unit, double Factor)[] units)
    {
        int i = units.Length - 1;
        while (i > 0 && value < units[i].Factor)
            i--;
        return string.Create(CultureInfo.InvariantCulture, $"{value / units[i].Factor:0.###} {units[i].Unit}");
    }
}

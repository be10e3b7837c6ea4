using System.Globalization;
using EdgeNet.Safety;

namespace EdgeNet.Devices.Station.Configuration;

/// <summary>Something in a configuration file that cannot be used.</summary>
/// <param name="Line">The line, from 1; 0 for the file as a whole.</param>
/// <param name="Key">The key, as camera.width; empty for none.</param>
/// <param name="Message">What was expected and found.</param>
public sealed record ConfigProblem(int Line, string Key, string Message)
{
    /// <summary>As in <c>line 12: camera.width: expected 16 to 8192, found 9</c>, escaped.</summary>
    public override string ToString()
    {
        string place = Line > 0 ? string.Create(CultureInfo.InvariantCulture, $"line {Line}: ") : "";
        return PlainText.Escape(Key.Length > 0 ? $"{place}{Key}: {Message}" : place + Message);
    }
}

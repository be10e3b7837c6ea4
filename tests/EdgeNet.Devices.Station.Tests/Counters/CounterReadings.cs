using System.Globalization;
using EdgeNet.Devices.Station.Readings;
using EdgeNet.Vision.Reading;

namespace EdgeNet.Devices.Station.Tests.Counters;

/// <summary>Frames of a counter, as a reader that is always sure of itself reads them.</summary>
internal sealed class CounterReadings(int digits, int seed)
{
    private readonly Random _random = new(seed);
    private readonly FrameReading _reading = new();

    /// <summary>Whether the last frame was read rightly.</summary>
    public bool WasRight { get; private set; }

    public FrameReading Of(long value, double wrong = 0)
    {
        char[] text = value.ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0').ToCharArray();
        WasRight = true;
        for (int i = 0; i < text.Length; i++)
        {
            if (_random.NextDouble() >= wrong)
                continue;
            text[i] = (char)('0' + (text[i] - '0' + _random.Next(1, 10)) % 10);
            WasRight = false;
        }

        return Read(new string(text));
    }

    public FrameReading Read(string text)
    {
        _reading.Clear();
        _reading.Add(text, 0.99f);
        foreach (char c in text)
            _reading.Add(new ReadSymbol(c, 0.995f, default));
        return _reading;
    }
}

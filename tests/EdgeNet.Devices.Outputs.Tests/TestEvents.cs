using System.Globalization;
using EdgeNet.Devices.Events;

namespace EdgeNet.Devices.Outputs.Tests;

/// <summary>Events to store and deliver.</summary>
internal static class TestEvents
{
    private static readonly EventId Ids = new(TimeProvider.System);
    private static readonly DateTimeOffset Day = new(2026, 11, 29, 17, 15, 40, 123, TimeSpan.Zero);

    /// <summary>An event whose text is its number.</summary>
    public static ReadingEvent Make(int number, int evidenceBytes = 0) => new()
    {
        Id = Ids.Next(),
        Time = Day.AddSeconds(number),
        Source = "/dev/video0",
        Pattern = "zip",
        Text = number.ToString("00000", CultureInfo.InvariantCulture),
        Confidence = 0.9731f,
        Alternatives = [new EventAlternative("02189", 0.0102f)],
        Digits = [new EventDigit('0', 0.999f, 12, 40, 18, 27), new EventDigit('2', 0.5f, 31, 40, 18, 27)],
        Frames = 3,
        ReadTime = TimeSpan.FromMilliseconds(12.345),
        Evidence = Evidence(number, evidenceBytes),
    };

    public static ReadingEvent[] Make(int first, int count, int evidenceBytes) =>
        [.. Enumerable.Range(first, count).Select(i => Make(i, evidenceBytes))];

    /// <summary>Bytes that another number does not have.</summary>
    public static byte[] Evidence(int number, int length)
    {
        var bytes = new byte[length];
        new Random(number).NextBytes(bytes);
        return bytes;
    }
}

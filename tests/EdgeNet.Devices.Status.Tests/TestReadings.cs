using System.Text;
using System.Text.Json;
using EdgeNet.Devices.Events;
using EdgeNet.Vision.Pictures;

namespace EdgeNet.Devices.Status.Tests;

/// <summary>Readings and pictures for tests.</summary>
internal static class TestReadings
{
    private static readonly EventId Ids = new(TimeProvider.System);

    /// <summary>The sample envelope: 02139.</summary>
    public static GreyPicture Envelope()
    {
        using Stream stream = typeof(TestReadings).Assembly.GetManifestResourceStream("envelope.png")!;
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return PictureFile.Read(bytes, "envelope.png");
    }

    /// <summary>The part of it that shows the digits, as PNG.</summary>
    public static byte[] Crop()
    {
        const int Left = 60, Top = 185, Width = 290, Height = 90;
        GreyPicture envelope = Envelope();
        var crop = new GreyPicture(Width, Height);
        for (int y = 0; y < Height; y++)
            envelope.Row(Top + y).Slice(Left, Width).CopyTo(crop.Row(y));
        using var stream = new MemoryStream();
        PictureFile.WritePng(stream, crop.Frame);
        return stream.ToArray();
    }

    public static StationDigit[] Digits() =>
    [
        new('0', 0.99f, 78, 206, 42, 54), new('2', 0.98f, 134, 208, 32, 48), new('1', 0.72f, 178, 199, 22, 58),
        new('3', 0.99f, 214, 199, 52, 56), new('9', 0.97f, 278, 204, 40, 50),
    ];

    public static ReadingEvent Event(string? text = "02139", byte[]? crop = null) => new()
    {
        Id = Ids.Next(),
        Time = DateTimeOffset.UtcNow,
        Source = "camera",
        Pattern = "zip",
        Text = text,
        Confidence = 0.9731f,
        Alternatives = [new EventAlternative("02189", 0.0102f)],
        Evidence = crop,
    };

    public static StationStage Stage() => new("read", 12, TimeSpan.FromMilliseconds(40))
    {
        Last = TimeSpan.FromMilliseconds(5),
        Median = TimeSpan.FromMilliseconds(3),
        Percentile99 = TimeSpan.FromMilliseconds(7.5),
        Longest = TimeSpan.FromMilliseconds(8),
    };

    /// <summary>The fields that the page needs of the one JSON form of an event.</summary>
    public static ReadOnlyMemory<byte> Format(ReadingEvent reading)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("id", reading.Id);
            json.WriteString("time", reading.Time);
            json.WriteString("source", reading.Source);
            json.WriteString("region", reading.Region);
            json.WriteString("pattern", reading.Pattern);
            json.WriteString("text", reading.Text);
            json.WriteNumber("confidence", reading.Confidence);
            json.WriteStartArray("alternatives");
            foreach (EventAlternative alternative in reading.Alternatives)
            {
                json.WriteStartObject();
                json.WriteString("text", alternative.Text);
                json.WriteNumber("confidence", alternative.Confidence);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}

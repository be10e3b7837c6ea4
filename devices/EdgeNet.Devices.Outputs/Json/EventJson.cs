using System.Buffers;
using System.Globalization;
using System.Text.Json;
using EdgeNet.Devices.Events;

namespace EdgeNet.Devices.Outputs.Json;

/// <summary>
/// The one JSON form of an event, which JSON lines, MQTT, webhook, store and page share:
/// <code>{"id":"01KB7M9Q3T8ZC4V5N6W7X8Y9Z0","time":"2026-11-29T17:15:40.123Z","source":"camera","region":null,"pattern":"zip",
/// "text":"02139","confidence":0.9731,"alternatives":[{"text":"02189","confidence":0.0102}],
/// "digits":[{"character":"0","confidence":0.999,"box":[12,40,18,27]}],"frames":3,"milliseconds":12.345}</code>
/// <list type="table">
/// <item><term>id</term><description>unique on all devices, 26 letters and digits; consumers drop doubles by it</description></item>
/// <item><term>time</term><description>when the first frame was captured, in UTC, ISO 8601 with milliseconds</description></item>
/// <item><term>source</term><description>the camera's name</description></item>
/// <item><term>region</term><description>the region's name; null for the whole picture</description></item>
/// <item><term>pattern</term><description>what was looked for</description></item>
/// <item><term>text</term><description>what was read; null where nothing was accepted</description></item>
/// <item><term>confidence</term><description>0 to 1, four decimals; that of the rejected best where text is null</description></item>
/// <item><term>alternatives</term><description>further answers, the best first</description></item>
/// <item><term>digits</term><description>digits and separators with their boxes, [x, y, width, height] in pixels of the
/// frame</description></item>
/// <item><term>frames</term><description>how many frames were read for it</description></item>
/// <item><term>milliseconds</term><description>the mean time of reading a frame</description></item>
/// <item><term>correction</term><description>what a person says it is; only where somebody has</description></item>
/// <item><term>evidence</term><description>the crop as a PNG in base 64; only where it is asked for and kept</description></item>
/// </list>
/// It is one line of ASCII: what HTML or a terminal would act on is escaped, as is all beyond ASCII.
/// </summary>
public static class EventJson
{
    /// <summary>The most characters of an event's identifier.</summary>
    private const int LongestId = 64;

    // The default encoder: it escapes '<', '>', '&', quotes, controls and everything beyond ASCII.
    private static readonly JsonWriterOptions Options = new() { Indented = false };

    /// <summary>Formats an event.</summary>
    /// <param name="reading">The event.</param>
    /// <param name="correction">What a person says it is; null where nobody has.</param>
    /// <param name="withEvidence">Whether its crop is written, if it has one.</param>
    /// <returns>The JSON in UTF-8, without a line feed.</returns>
    public static byte[] Format(ReadingEvent reading, string? correction = null, bool withEvidence = false)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        Write(buffer, reading, correction, withEvidence);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Formats an event.</summary>
    /// <param name="buffer">Takes the JSON in UTF-8, without a line feed.</param>
    /// <param name="reading">The event.</param>
    /// <param name="correction">What a person says it is; null where nobody has.</param>
    /// <param name="withEvidence">Whether its crop is written, if it has one.</param>
    public static void Write(IBufferWriter<byte> buffer, ReadingEvent reading, string? correction = null, bool withEvidence = false)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        ArgumentNullException.ThrowIfNull(reading);
        using var json = new Utf8JsonWriter(buffer, Options);
        json.WriteStartObject();
        json.WriteString("id"u8, reading.Id);
        json.WriteString("time"u8, FormatTime(reading.Time));
        json.WriteString("source"u8, reading.Source);
        json.WriteString("region"u8, reading.Region);
        json.WriteString("pattern"u8, reading.Pattern);
        json.WriteString("text"u8, reading.Text);
        WriteConfidence(json, reading.Confidence);
        WriteAlternatives(json, reading.Alternatives);
        WriteDigits(json, reading.Digits);
        json.WriteNumber("frames"u8, reading.Frames);
        json.WriteNumber("milliseconds"u8, Math.Round(reading.ReadTime.TotalMilliseconds, 3));
        if (correction is not null)
            json.WriteString("correction"u8, correction);
        if (withEvidence && !reading.Evidence.IsEmpty)
            json.WriteBase64String("evidence"u8, reading.Evidence.Span);
        json.WriteEndObject();
    }

    /// <summary>Reads an event back: all but its evidence.</summary>
    /// <param name="json">JSON of this form, of which nothing is trusted.</param>
    /// <exception cref="FormatException">It is not; the message says which field, what was expected and what was found.</exception>
    public static ReadingEvent Parse(ReadOnlyMemory<byte> json) => EventJsonParser.Parse(json);

    /// <summary>
    /// Whether a text may be an event's identifier: 1 to 64 letters, digits, '-' and '_' of ASCII. It stands in addresses and headers.
    /// </summary>
    /// <param name="text">The text.</param>
    public static bool IsId(string? text)
    {
        if (text is not { Length: >= 1 and <= LongestId })
            return false;
        foreach (char c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_'))
                return false;
        }

        return true;
    }

    /// <summary>A time as it stands in the JSON.</summary>
    /// <param name="time">The time.</param>
    internal static string FormatTime(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>JSON has no NaN and no infinities; neither have probabilities.</summary>
    private static void WriteConfidence(Utf8JsonWriter json, float confidence)
    {
        double bounded = confidence >= 0 ? Math.Min(1.0, confidence) : 0;
        json.WriteNumber("confidence"u8, Math.Round(bounded, 4));
    }

    private static void WriteAlternatives(Utf8JsonWriter json, IReadOnlyList<EventAlternative> alternatives)
    {
        json.WriteStartArray("alternatives"u8);
        foreach (EventAlternative alternative in alternatives)
        {
            json.WriteStartObject();
            json.WriteString("text"u8, alternative.Text);
            WriteConfidence(json, alternative.Confidence);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteDigits(Utf8JsonWriter json, IReadOnlyList<EventDigit> digits)
    {
        json.WriteStartArray("digits"u8);
        Span<char> character = stackalloc char[1];
        foreach (EventDigit digit in digits)
        {
            json.WriteStartObject();
            character[0] = digit.Character;
            json.WriteString("character"u8, character);
            WriteConfidence(json, digit.Confidence);
            json.WriteStartArray("box"u8);
            json.WriteNumberValue(digit.X);
            json.WriteNumberValue(digit.Y);
            json.WriteNumberValue(digit.Width);
            json.WriteNumberValue(digit.Height);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}

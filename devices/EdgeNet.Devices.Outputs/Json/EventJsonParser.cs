using System.Globalization;
using System.Text.Json;
using EdgeNet.Devices.Events;
using EdgeNet.Safety;

namespace EdgeNet.Devices.Outputs.Json;

/// <summary>
/// Reads the JSON of events back. It may come from a damaged or forged store: nothing of it is trusted, and everything is bounded.
/// </summary>
internal static class EventJsonParser
{
    /// <summary>The most bytes of an event's JSON without evidence; a page of 2,000 digits has some 150,000.</summary>
    internal const int MostBytes = 1 << 18;

    private const int MostItems = 4096;
    private const int LongestShown = 40;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 8 };

    internal static ReadingEvent Parse(ReadOnlyMemory<byte> json)
    {
        if (json.Length > MostBytes)
            throw TooMany("event", "bytes", MostBytes, json.Length);
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, Options);
            return Event(document.RootElement);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // An InvalidOperationException is half a surrogate pair, which the parser meets when the text is asked for.
            throw new FormatException($"event: expected JSON: {PlainText.Shorten(error.Message, 200)}", error);
        }
    }

    private static ReadingEvent Event(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            throw Unexpected("event", "an object", root);
        string id = Text(root, "id");
        if (!EventJson.IsId(id))
            throw new FormatException($"id: expected 1 to 64 letters, digits, '-' or '_', found '{PlainText.Shorten(id, LongestShown)}'");
        return new ReadingEvent
        {
            Id = id,
            Time = Time(root),
            Source = Text(root, "source"),
            Region = TextOrNull(root, "region"),
            Pattern = Text(root, "pattern"),
            Text = TextOrNull(root, "text"),
            Confidence = Confidence(root),
            Alternatives = List(root, "alternatives", Alternative),
            Digits = List(root, "digits", Digit),
            Frames = Integer(Field(root, "frames"), "frames"),
            ReadTime = Milliseconds(root),
        };
    }

    private static EventAlternative Alternative(JsonElement item) => new(Text(item, "text"), Confidence(item));

    private static EventDigit Digit(JsonElement item)
    {
        string character = Text(item, "character");
        if (character.Length != 1 || (!char.IsAsciiDigit(character[0]) && character[0] is not ('.' or ',')))
            throw new FormatException($"character: expected a digit, '.' or ',', found '{PlainText.Shorten(character, LongestShown)}'");
        JsonElement box = Field(item, "box");
        if (box.ValueKind != JsonValueKind.Array || box.GetArrayLength() != 4)
            throw Unexpected("box", "four numbers", box);
        return new EventDigit(
            character[0],
            Confidence(item),
            Integer(box[0], "box"),
            Integer(box[1], "box"),
            Integer(box[2], "box"),
            Integer(box[3], "box"));
    }

    private static T[] List<T>(JsonElement root, string name, Func<JsonElement, T> parse)
    {
        JsonElement list = Field(root, name);
        if (list.ValueKind != JsonValueKind.Array)
            throw Unexpected(name, "a list", list);
        int count = list.GetArrayLength();
        if (count > MostItems)
            throw TooMany(name, "items", MostItems, count);
        var items = new T[count];
        int i = 0;
        foreach (JsonElement item in list.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object)
                throw Unexpected(name, "objects", item);
            items[i++] = parse(item);
        }

        return items;
    }

    private static JsonElement Field(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement value) ? value : throw new FormatException($"{name}: expected this field, found none");

    private static string Text(JsonElement root, string name) =>
        TextOrNull(root, name) ?? throw new FormatException($"{name}: expected a text, found null");

    private static string? TextOrNull(JsonElement root, string name)
    {
        JsonElement value = Field(root, name);
        return value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Null => null,
            _ => throw Unexpected(name, "a text", value),
        };
    }

    private static DateTimeOffset Time(JsonElement root)
    {
        string text = Text(root, "time");
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            ? time
            : throw new FormatException($"time: expected one as ISO 8601 writes it, found '{PlainText.Shorten(text, LongestShown)}'");
    }

    private static float Confidence(JsonElement root)
    {
        JsonElement value = Field(root, "confidence");
        return value.ValueKind == JsonValueKind.Number && value.TryGetSingle(out float number) && number is >= 0 and <= 1
            ? number
            : throw Unexpected("confidence", "a number from 0 to 1", value);
    }

    private static TimeSpan Milliseconds(JsonElement root)
    {
        const double Most = 1e9;
        JsonElement value = Field(root, "milliseconds");
        return value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number) && number is >= 0 and <= Most
            ? TimeSpan.FromMilliseconds(number)
            : throw Unexpected("milliseconds", "a number from 0 to 1e9", value);
    }

    private static int Integer(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number)
            ? number
            : throw Unexpected(name, "a whole number", value);

    private static FormatException TooMany(string name, string things, int most, int found) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{name}: expected at most {most} {things}, found {found}"));

    private static FormatException Unexpected(string name, string expected, JsonElement found) =>
        new($"{name}: expected {expected}, found {PlainText.Shorten(found.GetRawText(), LongestShown)}");
}

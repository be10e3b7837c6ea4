using System.Text.Json;

namespace EdgeNet.Devices.Status.Pages;

/// <summary>
/// A reading as the page's JSON has it: {"place":17,"reading":{…},"correction":null,"crop":true}, with the one JSON form of an event
/// within. Older ones have smaller places; crop says whether /readings/ID/crop.png is there.
/// </summary>
internal static class EntryJson
{
    internal static void Write(Utf8JsonWriter json, HistoryEntry entry)
    {
        json.WriteStartObject();
        json.WriteNumber("place", entry.Place);
        json.WritePropertyName("reading");
        // Checked once more: a store's file may be damaged.
        json.WriteRawValue(entry.Json.Span, skipInputValidation: false);
        json.WriteString("correction", entry.Correction is null ? null : Safety.PlainText.Shorten(entry.Correction, 100));
        json.WriteBoolean("crop", entry.HasCrop);
        json.WriteEndObject();
    }
}

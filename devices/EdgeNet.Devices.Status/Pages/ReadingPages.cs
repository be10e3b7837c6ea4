using System.Text.Json;
using EdgeNet.Devices.Status.Server;
using Microsoft.AspNetCore.Http;

namespace EdgeNet.Devices.Status.Pages;

/// <summary>The readings, their crops, and what they should have been.</summary>
internal sealed class ReadingPages
{
    private const int Most = 200;
    private const int Usual = 20;
    private const int MaxBodyBytes = 1024;

    private static readonly byte[] PngSignature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    private readonly IReadingHistory _history;
    private readonly LabelledSamples _samples;

    internal ReadingPages(StatusParts parts)
    {
        (_history, _samples) = (parts.History, parts.Samples);
        Routes =
        [
            new Route(HttpMethods.Get, "/readings", (context, _) => ListAsync(context)),
            new Route(HttpMethods.Get, "/readings/*", ShowAsync),
            new Route(HttpMethods.Get, "/readings/*/crop.png", CropAsync),
            new Route(HttpMethods.Post, "/readings/*/correction", CorrectAsync),
        ];
    }

    internal IReadOnlyList<Route> Routes { get; }

    private Task ListAsync(HttpContext context)
    {
        int most = (int)(RequestQuery.Number(context, "most", 1, Most) ?? Usual);
        long before = RequestQuery.Number(context, "before", 0, long.MaxValue) ?? long.MaxValue;
        IReadOnlyList<HistoryEntry> entries = _history.Latest(most, before);
        return Answer.JsonAsync(context, StatusCodes.Status200OK, json =>
        {
            json.WriteStartArray("readings");
            foreach (HistoryEntry entry in entries)
                EntryJson.Write(json, entry);
            json.WriteEndArray();
            // Where the next older ones begin.
            if (entries.Count == most) json.WriteNumber("before", entries[^1].Place);
            else json.WriteNull("before");
        });
    }

    private Task ShowAsync(HttpContext context, string id)
    {
        HistoryEntry entry = Find(id);
        return Answer.JsonAsync(context, StatusCodes.Status200OK, json =>
        {
            json.WritePropertyName("entry");
            EntryJson.Write(json, entry);
        });
    }

    private Task CropAsync(HttpContext context, string id)
    {
        ReadOnlyMemory<byte> crop = ReadCrop(id);
        // A crop never changes.
        context.Response.Headers.CacheControl = "private, max-age=3600";
        return Answer.BytesAsync(context, "image/png", crop);
    }

    private async Task CorrectAsync(HttpContext context, string id)
    {
        JsonFields fields = await RequestBody.ReadJsonAsync(context, MaxBodyBytes).ConfigureAwait(false);
        string text = fields.Text("text", MaxBodyBytes).Trim();
        if (!CorrectedText.IsOne(text)) throw RequestException.BadRequest($"text: {CorrectedText.Expected}");
        HistoryEntry entry = Find(id);
        SampleKind? kind = entry.HasCrop ? _samples.Keep(id, ReadCrop(id).Span, text) : null;
        if (!_history.Correct(id, text)) throw Gone();
        await Answer.JsonAsync(context, StatusCodes.Status200OK, json =>
        {
            json.WriteString("correction", text);
            json.WriteString("sample", kind switch { SampleKind.Line => "line", SampleKind.Field => "field", _ => "none" });
            json.WriteNumber("samples", _samples.Count);
        }).ConfigureAwait(false);
    }

    private HistoryEntry Find(string id) => _history.Find(id) ?? throw Gone();

    private ReadOnlyMemory<byte> ReadCrop(string id)
    {
        ReadOnlyMemory<byte> crop = _history.ReadCrop(id);
        return crop.Span.StartsWith(PngSignature)
            ? crop
            : throw new RequestException(StatusCodes.Status404NotFound, "Of this reading no crop is kept.");
    }

    private static RequestException Gone() => new(StatusCodes.Status404NotFound, "There is no such reading, or it is not kept any longer.");
}

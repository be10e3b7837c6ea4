using System.Globalization;
using System.Text.Json;
using EdgeNet.Devices.Status.Pictures;
using EdgeNet.Devices.Status.Server;
using Microsoft.AspNetCore.Http;

namespace EdgeNet.Devices.Status.Pages;

/// <summary>What the station is doing: its state, picture, log, and the request to read.</summary>
internal sealed class StationPages
{
    private const int MostLogLines = 200;
    private const int LongestLogLine = 2000;

    private readonly StatusParts _parts;
    private readonly IStation _station;
    private readonly PictureRenderer _renderer;

    internal StationPages(StatusParts parts)
    {
        _parts = parts;
        _station = parts.Station;
        _renderer = new PictureRenderer(parts.Station, parts.Clock);
        Routes =
        [
            new Route(HttpMethods.Get, "/state", (context, _) => StateAsync(context)),
            new Route(HttpMethods.Get, "/picture.jpg", (context, _) => PictureAsync(context)),
            new Route(HttpMethods.Get, "/log", (context, _) => LogAsync(context)),
            new Route(HttpMethods.Post, "/trigger", (context, _) => TriggerAsync(context)),
        ];
    }

    internal IReadOnlyList<Route> Routes { get; }

    private static void WritePicture(Utf8JsonWriter json, RenderedPicture picture)
    {
        json.WriteStartObject("picture");
        json.WriteNumber("number", picture.Number);
        json.WriteString("time", picture.Time);
        json.WriteNumber("width", picture.Width);
        json.WriteNumber("height", picture.Height);
        json.WriteStartArray("digits");
        foreach (StationDigit digit in picture.Digits)
        {
            json.WriteStartObject();
            json.WriteString("character", digit.Character.ToString());
            json.WriteNumber("confidence", Rounded.Share(digit.Confidence));
            json.WriteStartArray("box");
            json.WriteNumberValue(digit.X);
            json.WriteNumberValue(digit.Y);
            json.WriteNumberValue(digit.Width);
            json.WriteNumberValue(digit.Height);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteStage(Utf8JsonWriter json, StationStage stage)
    {
        json.WriteStartObject();
        json.WriteString("name", Safety.PlainText.Shorten(stage.Name, 100));
        json.WriteNumber("count", stage.Count);
        json.WriteNumber("last", Rounded.Milliseconds(stage.Last));
        json.WriteNumber("median", Rounded.Milliseconds(stage.Median));
        json.WriteNumber("p99", Rounded.Milliseconds(stage.Percentile99));
        json.WriteNumber("longest", Rounded.Milliseconds(stage.Longest));
        json.WriteEndObject();
    }

    private static void WriteCounter(Utf8JsonWriter json, StationCounter counter)
    {
        json.WriteStartObject();
        json.WriteString("name", Safety.PlainText.Shorten(counter.Name, 100));
        json.WriteString("help", Safety.PlainText.Shorten(counter.Help, 200));
        if (counter.LabelValue is not null) json.WriteString("label", Safety.PlainText.Shorten(counter.LabelValue, 100));
        // JSON has no NaN.
        if (double.IsFinite(counter.Value)) json.WriteNumber("value", counter.Value);
        else json.WriteNull("value");
        json.WriteEndObject();
    }

    private Task StateAsync(HttpContext context)
    {
        StationStatus status = _station.GetStatus();
        RenderedPicture? picture = _renderer.Newest();
        IReadOnlyList<HistoryEntry> newest = Newest();
        return Answer.JsonAsync(context, StatusCodes.Status200OK, json =>
        {
            json.WriteString("name", Safety.PlainText.Shorten(_station.Name, 100));
            json.WriteString("now", _parts.Clock.GetUtcNow());
            json.WriteString("started", status.Started);
            json.WriteBoolean("canTrigger", _station.CanTrigger);
            json.WriteBoolean("canLogOut", _parts.Access.HasToken);
            json.WriteNumber("samples", _parts.Samples?.Count ?? 0);
            json.WriteNumber("regions", _station.GetRegions().Revision);
            if (newest.Count > 0) json.WriteString("newest", newest[0].Id);
            else json.WriteNull("newest");
            if (picture is null) json.WriteNull("picture");
            else WritePicture(json, picture);
            json.WriteStartArray("problems");
            foreach (string problem in status.Problems)
                json.WriteStringValue(Safety.PlainText.Shorten(problem, 500));
            json.WriteEndArray();
            json.WriteStartArray("stages");
            foreach (StationStage stage in status.Stages)
                WriteStage(json, stage);
            json.WriteEndArray();
            json.WriteStartArray("counters");
            foreach (StationCounter counter in status.Counters)
                WriteCounter(json, counter);
            json.WriteEndArray();
        });
    }

    /// <summary>A store that cannot be read is one of the problems that the state tells; it must not keep the others from being told.</summary>
    private IReadOnlyList<HistoryEntry> Newest()
    {
        try
        {
            return _parts.History.Latest(1);
        }
        catch (StationException)
        {
            return [];
        }
    }

    private Task PictureAsync(HttpContext context)
    {
        long number = RequestQuery.Number(context, "number", 0, long.MaxValue) ?? 0;
        RenderedPicture picture = _renderer.Find(number)
            ?? throw new RequestException(StatusCodes.Status404NotFound, "The camera has given no picture yet.");
        context.Response.Headers["X-Picture-Number"] = picture.Number.ToString(CultureInfo.InvariantCulture);
        return Answer.BytesAsync(context, "image/jpeg", picture.Jpeg);
    }

    private Task LogAsync(HttpContext context)
    {
        long after = RequestQuery.Number(context, "after", 0, long.MaxValue) ?? 0;
        IReadOnlyList<StationLogLine> lines = _station.GetLog(after, MostLogLines);
        return Answer.JsonAsync(context, StatusCodes.Status200OK, json =>
        {
            json.WriteStartArray("lines");
            foreach (StationLogLine line in lines)
            {
                json.WriteStartObject();
                json.WriteNumber("number", line.Number);
                json.WriteString("time", line.Time);
                json.WriteString("level", line.Level.ToString());
                json.WriteString("text", Safety.PlainText.Shorten(line.Text, LongestLogLine));
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }

    private Task TriggerAsync(HttpContext context)
    {
        if (!_station.CanTrigger)
            throw new RequestException(StatusCodes.Status409Conflict, "The station does not read on request as it is configured.");
        if (!_station.Trigger()) throw new RequestException(StatusCodes.Status409Conflict, "A reading is under way.");
        return Answer.JsonAsync(context, StatusCodes.Status202Accepted, json => json.WriteBoolean("started", true));
    }
}

using System.Buffers;
using EdgeNet.Devices.Status.Server;
using EdgeNet.Vision.Patterns;
using EdgeNet.Vision.Pictures;
using Microsoft.AspNetCore.Http;

namespace EdgeNet.Devices.Status.Pages;

/// <summary>The regions that are read.</summary>
internal sealed class RegionPages
{
    private const int MaxBodyBytes = 32 << 10;
    private const int LongestName = 32;
    private const int LongestPattern = 60;

    private static readonly SearchValues<char> NameSymbols =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    private readonly IStation _station;

    internal RegionPages(IStation station)
    {
        _station = station;
        Routes =
        [
            new Route(HttpMethods.Get, "/regions", (context, _) => ShowAsync(context)),
            new Route(HttpMethods.Put, "/regions", (context, _) => ChangeAsync(context)),
        ];
    }

    internal IReadOnlyList<Route> Routes { get; }

    private static List<StationRegion> Read(JsonFields fields)
    {
        var regions = new List<StationRegion>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (JsonFields item in fields.Objects("regions", StationRegion.Most))
        {
            string name = item.Text("name", LongestName);
            if (name.Length == 0 || name.AsSpan().ContainsAnyExcept(NameSymbols))
                throw Error(regions.Count, "name", "1 to 32 of letters, digits, '-' and '_'", name);
            if (!names.Add(name)) throw Error(regions.Count, "name", "a name that no other region has", name);
            int width = (int)item.Number("width", StationRegion.SmallestSide, PictureLimits.MaxSide);
            int height = (int)item.Number("height", StationRegion.SmallestSide, PictureLimits.MaxSide);
            int x = (int)item.Number("x", 0, PictureLimits.MaxSide - width);
            int y = (int)item.Number("y", 0, PictureLimits.MaxSide - height);
            regions.Add(new StationRegion(name, x, y, width, height, ReadPattern(regions.Count, item.Text("pattern", LongestPattern))));
        }

        return regions;
    }

    private static string ReadPattern(int index, string text)
    {
        try
        {
            return FieldPattern.Parse(text).ToString();
        }
        catch (FormatException error)
        {
            throw RequestException.BadRequest($"regions[{index}].pattern: {error.Message}");
        }
    }

    private static RequestException Error(int index, string field, string expected, string found) =>
        RequestException.BadRequest($"regions[{index}].{field}: expected {expected}, found '{Safety.PlainText.Shorten(found, 60)}'.");

    private Task ShowAsync(HttpContext context)
    {
        RegionSet set = _station.GetRegions();
        return Answer.JsonAsync(context, StatusCodes.Status200OK, json =>
        {
            json.WriteNumber("revision", set.Revision);
            json.WriteStartArray("regions");
            foreach (StationRegion region in set.Regions)
            {
                json.WriteStartObject();
                json.WriteString("name", Safety.PlainText.Shorten(region.Name, LongestName));
                json.WriteNumber("x", region.X);
                json.WriteNumber("y", region.Y);
                json.WriteNumber("width", region.Width);
                json.WriteNumber("height", region.Height);
                json.WriteString("pattern", Safety.PlainText.Shorten(region.Pattern, LongestPattern));
                json.WriteBoolean("fixed", region.HasFixedPattern);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }

    private async Task ChangeAsync(HttpContext context)
    {
        JsonFields fields = await RequestBody.ReadJsonAsync(context, MaxBodyBytes).ConfigureAwait(false);
        long revision = fields.Number("revision", long.MinValue, long.MaxValue);
        if (!_station.TrySetRegions(Read(fields), revision))
        {
            throw new RequestException(
                StatusCodes.Status409Conflict, "The regions were changed elsewhere meanwhile. Load the page again to see them.");
        }

        await ShowAsync(context).ConfigureAwait(false);
    }
}

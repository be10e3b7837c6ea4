using EdgeNet.Devices.Status.Server;
using Microsoft.AspNetCore.Http;

namespace EdgeNet.Devices.Status.Pages;

/// <summary>The page's own files.</summary>
internal sealed class AssetPages
{
    private const string Script = "text/javascript; charset=utf-8";

    internal IReadOnlyList<Route> Routes { get; } =
    [
        Serve("/", "index.html", "text/html; charset=utf-8"),
        // What the form to log in shows has nothing to hide.
        Serve("/page.css", "page.css", "text/css; charset=utf-8") with { IsPublic = true },
        Serve("/icon.svg", "icon.svg", "image/svg+xml") with { IsPublic = true },
        Serve("/page.js", "page.js", Script),
        Serve("/server.js", "server.js", Script),
        Serve("/picture.js", "picture.js", Script),
        Serve("/regions.js", "regions.js", Script),
        Serve("/readings.js", "readings.js", Script),
        Serve("/tables.js", "tables.js", Script),
    ];

    private static Route Serve(string path, string name, string type)
    {
        var asset = Asset.Load(name);
        return new Route(HttpMethods.Get, path, (context, _) =>
        {
            HttpResponse response = context.Response;
            response.Headers.ETag = asset.Tag;
            // Asked each time: after an update no old script meets a new station.
            response.Headers.CacheControl = "no-cache";
            if (context.Request.Headers.IfNoneMatch != asset.Tag) return Answer.BytesAsync(context, type, asset.Bytes);
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        });
    }
}

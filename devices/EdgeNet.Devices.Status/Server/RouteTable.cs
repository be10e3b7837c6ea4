using Microsoft.AspNetCore.Http;

namespace EdgeNet.Devices.Status.Server;

/// <summary>All paths there are. No path leads to a file.</summary>
/// <param name="routes">The routes.</param>
internal sealed class RouteTable(IReadOnlyList<Route> routes)
{
    /// <summary>Finds what answers a request.</summary>
    /// <param name="method">Its method.</param>
    /// <param name="path">Its path, decoded.</param>
    /// <param name="id">The reading's identifier, or an empty text.</param>
    /// <param name="methods">The methods that the path has, for the header Allow; empty where there is no such path.</param>
    /// <returns>The route, or null.</returns>
    internal Route? Find(string method, string path, out string id, out string methods)
    {
        string wanted = HttpMethods.IsHead(method) ? HttpMethods.Get : method;
        id = methods = "";
        foreach (Route route in routes)
        {
            if (!Matches(route.Path, path, out string found)) continue;
            if (route.Method == wanted)
            {
                id = found;
                return route;
            }

            methods += (methods.Length > 0 ? ", " : "") + (route.Method == HttpMethods.Get ? "GET, HEAD" : route.Method);
        }

        return null;
    }

    private static bool Matches(string pattern, string path, out string id)
    {
        id = "";
        int star = pattern.IndexOf('*', StringComparison.Ordinal);
        if (star < 0) return pattern == path;
        ReadOnlySpan<char> before = pattern.AsSpan(0, star), after = pattern.AsSpan(star + 1);
        if (path.Length <= pattern.Length - 1 || !path.AsSpan().StartsWith(before) || !path.AsSpan().EndsWith(after)) return false;
        id = path[star..^after.Length];
        return ReadingId.IsOne(id);
    }
}

using System.Net;
using Microsoft.AspNetCore.Http;

namespace EdgeNet.Devices.Status.Access;

/// <summary>Whether a request comes from the page itself, or from another site that a browser of this network has open.</summary>
internal static class RequestOrigin
{
    /// <summary>
    /// Whether the host that is asked for is this machine by a name that only this machine has. A page without a token answers no other:
    /// a foreign name that is made to point here (DNS rebinding) would open it to any site.
    /// </summary>
    internal static bool IsLoopbackHost(HostString host)
    {
        string name = host.Host.Trim('[', ']');
        return string.Equals(name, "localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(name, out IPAddress? address) && IPAddress.IsLoopback(address));
    }

    /// <summary>
    /// Whether a request that changes something was made by another site. Browsers say with such a request where it comes from; a program
    /// that is no browser says nothing, and is nobody's tool.
    /// </summary>
    internal static bool IsForeign(HttpRequest request)
    {
        string? site = request.Headers["Sec-Fetch-Site"];
        if (!string.IsNullOrEmpty(site) && site != "same-origin") return true;
        string? origin = request.Headers.Origin;
        if (string.IsNullOrEmpty(origin)) return false;
        return !Uri.TryCreate(origin, UriKind.Absolute, out Uri? uri)
            || !string.Equals(uri.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);
    }
}

using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace EdgeNet.Devices.Status.Server;

/// <summary>What stands behind the path of a request.</summary>
internal static class RequestQuery
{
    /// <summary>A number.</summary>
    /// <returns>The number; null where the query has none of the name.</returns>
    /// <exception cref="RequestException">It is no number of the range.</exception>
    internal static long? Number(HttpContext context, string name, long smallest, long largest)
    {
        string? text = context.Request.Query[name];
        if (text is null) return null;
        bool isNumber = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number);
        return isNumber && number >= smallest && number <= largest
            ? number
            : throw RequestException.BadRequest(
                $"{name}: expected a whole number from {smallest} to {largest}, found '{Safety.PlainText.Shorten(text, 60)}'.");
    }
}

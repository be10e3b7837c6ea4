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
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number >= smallest && number <= largest
            ? number
            : throw Error(name, FormattableString.Invariant($"a whole number from {smallest} to {largest}"), text);
    }

    /// <summary>The identifier of a reading.</summary>
    /// <returns>The identifier; null where the query has none of the name.</returns>
    /// <exception cref="RequestException">It is none.</exception>
    internal static string? Id(HttpContext context, string name)
    {
        string? text = context.Request.Query[name];
        return text is null || ReadingId.IsOne(text) ? text : throw Error(name, "the identifier of a reading", text);
    }

    private static RequestException Error(string name, string expected, string found) =>
        new(StatusCodes.Status400BadRequest, $"{name}: expected {expected}, found '{Safety.PlainText.Shorten(found, 60)}'.");
}

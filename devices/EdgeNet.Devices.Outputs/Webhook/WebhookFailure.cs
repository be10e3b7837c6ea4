using System.Globalization;
using System.Net;
using EdgeNet.Devices.Outputs.Forwarding;

namespace EdgeNet.Devices.Outputs.Webhook;

/// <summary>What the server, the network and the framework report, as sentences that say what to do.</summary>
internal static class WebhookFailure
{
    /// <summary>
    /// Whether the server will never take an event: it says that the body itself is wrong. What the settings are to blame for, or the
    /// hour, is tried again.
    /// </summary>
    internal static bool IsFinal(HttpStatusCode status) =>
        status is HttpStatusCode.BadRequest or HttpStatusCode.Conflict or HttpStatusCode.RequestEntityTooLarge
            or HttpStatusCode.UnsupportedMediaType or HttpStatusCode.UnprocessableEntity;

    internal static DeliveryException Of(WebhookOptions options, HttpResponseMessage response, DateTimeOffset now)
    {
        string advice = response.StatusCode switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => "the server does not take the token or signature: check them",
            HttpStatusCode.NotFound or HttpStatusCode.Gone or HttpStatusCode.MethodNotAllowed =>
                "the server takes nothing at this address: check it",
            HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable => "the server has too much to do",
            >= HttpStatusCode.Ambiguous and < HttpStatusCode.BadRequest =>
                "the server sends elsewhere, where token and readings do not follow: name the address in the end",
            _ => "the server does not take the event",
        };
        string detail = string.Create(CultureInfo.InvariantCulture, $"{options}: HTTP {(int)response.StatusCode} {response.ReasonPhrase}");
        return new DeliveryException(advice, detail) { RetryAfter = RetryAfter(response, now) };
    }

    internal static DeliveryException Of(WebhookOptions options, Exception error)
    {
        if (error is OperationCanceledException)
        {
            string seconds = options.Timeout.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture);
            return new DeliveryException(
                "the server does not answer in time: check that it is on, and the network", $"{options}: {seconds} s", error);
        }

        string advice = (error as HttpRequestException)?.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => "the server's name is not known: check the address, and the network's DNS",
            HttpRequestError.ConnectionError => "the server does not answer: check address, port, and that it is on",
            HttpRequestError.SecureConnectionError =>
                "the server's certificate is not trusted: name its authority's file, and the server as its certificate names it",
            _ => "the event could not be posted",
        };
        return new DeliveryException(advice, $"{options}: {error.Message}", error);
    }

    private static TimeSpan RetryAfter(HttpResponseMessage response, DateTimeOffset now)
    {
        TimeSpan asked = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - now,
            _ => TimeSpan.Zero,
        };
        return asked > TimeSpan.Zero ? asked : TimeSpan.Zero;
    }
}

using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace EdgeNet.Devices.Status.Server;

/// <summary>Reads bodies of requests, bounded in bytes and time.</summary>
internal static class RequestBody
{
    private const int MaxDepth = 8;

    private static readonly TimeSpan LongestTime = TimeSpan.FromSeconds(10);

    // Browsers let no other site send this type unasked, which is one more lock beside the check of the origin.
    private const string Json = "application/json";
    private const string Form = "application/x-www-form-urlencoded";

    /// <summary>Reads a JSON object.</summary>
    /// <exception cref="RequestException">It is none.</exception>
    internal static async Task<JsonFields> ReadJsonAsync(HttpContext context, int mostBytes)
    {
        byte[] bytes = await ReadAsync(context, Json, mostBytes).ConfigureAwait(false);
        try
        {
            var options = new JsonDocumentOptions { MaxDepth = MaxDepth, AllowDuplicateProperties = false };
            using JsonDocument document = JsonDocument.Parse(bytes, options);
            return new JsonFields("", document.RootElement.Clone());
        }
        catch (JsonException error)
        {
            throw RequestException.BadRequest($"The body: expected JSON. {Safety.PlainText.Shorten(error.Message, 200)}");
        }
    }

    /// <summary>Reads one field of a form.</summary>
    /// <returns>The field's value, or an empty text.</returns>
    /// <exception cref="RequestException">It is no form.</exception>
    internal static async Task<string> ReadFormFieldAsync(HttpContext context, string name, int mostBytes)
    {
        byte[] bytes = await ReadAsync(context, Form, mostBytes).ConfigureAwait(false);
        foreach (string pair in System.Text.Encoding.UTF8.GetString(bytes).Split('&'))
        {
            string[] parts = pair.Split('=', 2);
            if (parts.Length == 2 && parts[0] == name) return System.Net.WebUtility.UrlDecode(parts[1]);
        }

        return "";
    }

    private static async Task<byte[]> ReadAsync(HttpContext context, string type, int mostBytes)
    {
        HttpRequest request = context.Request;
        string found = request.ContentType ?? "";
        if (!found.Split(';', 2)[0].Trim().Equals(type, StringComparison.OrdinalIgnoreCase))
        {
            throw new RequestException(
                StatusCodes.Status415UnsupportedMediaType,
                $"The body: expected the type {type}, found '{Safety.PlainText.Shorten(found, 60)}'.");
        }

        using var cut = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        cut.CancelAfter(LongestTime);
        byte[] bytes = new byte[mostBytes + 1];
        int length = 0;
        try
        {
            while (length < bytes.Length)
            {
                int read = await request.Body.ReadAsync(bytes.AsMemory(length), cut.Token).ConfigureAwait(false);
                if (read == 0) return bytes[..length];
                length += read;
            }
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            throw new RequestException(StatusCodes.Status408RequestTimeout, "The body: expected it within 10 s.");
        }

        throw new RequestException(
            StatusCodes.Status413PayloadTooLarge,
            FormattableString.Invariant($"The body: expected at most {mostBytes} bytes, found more."));
    }
}

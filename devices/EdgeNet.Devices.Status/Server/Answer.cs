using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace EdgeNet.Devices.Status.Server;

/// <summary>Writes answers. Text in JSON goes through the writer's escapes, which leave nothing that HTML would act on.</summary>
internal static class Answer
{
    private const string NoStore = "no-store";

    /// <summary>What every answer says to browsers: nothing from elsewhere, nothing within other sites, no guessing of types.</summary>
    internal static void Protect(HttpResponse response)
    {
        IHeaderDictionary headers = response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
            + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = NoStore;
    }

    internal static async Task BytesAsync(HttpContext context, string type, ReadOnlyMemory<byte> bytes)
    {
        context.Response.ContentType = type;
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted).ConfigureAwait(false);
    }

    internal static Task TextAsync(HttpContext context, string type, string text) =>
        BytesAsync(context, type, Encoding.UTF8.GetBytes(text));

    internal static async Task JsonAsync(HttpContext context, int status, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        context.Response.StatusCode = status;
        await BytesAsync(context, "application/json", buffer.WrittenMemory).ConfigureAwait(false);
    }

    internal static Task ErrorAsync(HttpContext context, int status, string message) =>
        JsonAsync(context, status, json => json.WriteString("error", Safety.PlainText.Shorten(message, 1000)));

    internal static Task SeeOther(HttpContext context, string path)
    {
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = path;
        context.Response.ContentLength = 0;
        return Task.CompletedTask;
    }
}

using EdgeNet.Devices.Status.Access;
using EdgeNet.Devices.Status.Pages;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace EdgeNet.Devices.Status.Server;

/// <summary>Takes requests from the server to the pages: who may ask, what answers, what becomes of errors.</summary>
internal sealed partial class StatusApplication : IHttpApplication<HttpContext>
{
    private const string LoginPath = "/login";

    private readonly AccessControl _access;
    private readonly RouteTable _routes;
    private readonly RequestCounts _counts = new();
    private readonly ILogger _log;

    internal StatusApplication(StatusParts parts, ILoggerFactory logging)
    {
        _access = parts.Access;
        _log = logging.CreateLogger("EdgeNet.Status");
        _routes = new RouteTable(
        [
            .. new AssetPages().Routes,
            .. new LoginPages(parts.Access).Routes,
            .. new StationPages(parts).Routes,
            .. new ReadingPages(parts).Routes,
            .. new RegionPages(parts.Station).Routes,
            .. new MetricsPage(parts, _counts).Routes,
        ]);
    }

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    public async Task ProcessRequestAsync(HttpContext context)
    {
        try
        {
            Answer.Protect(context.Response);
            await AnswerAsync(context).ConfigureAwait(false);
        }
        catch (RequestException error)
        {
            await RefuseAsync(context, error.Status, error.Message).ConfigureAwait(false);
        }
        catch (BadHttpRequestException error)
        {
            await RefuseAsync(context, error.StatusCode, error.Message).ConfigureAwait(false);
        }
        catch (StationException error)
        {
            await RefuseAsync(context, StatusCodes.Status409Conflict, error.Message).ConfigureAwait(false);
        }
        catch (Exception error) when (context.RequestAborted.IsCancellationRequested && error is OperationCanceledException or IOException)
        {
            // Whoever asked is gone.
            context.Abort();
        }
#pragma warning disable CA1031 // A fault in one page stops neither the others nor the station.
        catch (Exception error)
#pragma warning restore CA1031
        {
            LogFault(_log, context.Request.Method, Safety.PlainText.Shorten(context.Request.Path.Value ?? "", 100), error);
            const string Message = "The page failed; the log says how.";
            await RefuseAsync(context, StatusCodes.Status500InternalServerError, Message).ConfigureAwait(false);
        }

        _counts.Add(context.Response.StatusCode);
    }

    private static async Task RefuseAsync(HttpContext context, int status, string message)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        // A body that was not read to its end would be taken for the next request.
        if (status is StatusCodes.Status413PayloadTooLarge or StatusCodes.Status408RequestTimeout)
            context.Response.Headers.Connection = "close";
        await Answer.ErrorAsync(context, status, message).ConfigureAwait(false);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The status page failed at {Method} {Path}.")]
    private static partial void LogFault(ILogger log, string method, string path, Exception error);

    private Task AnswerAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        Route? route = _routes.Find(request.Method, request.Path.Value ?? "", out string id, out string methods);
        switch (_access.Decide(context, route is { IsPublic: true }))
        {
            case AccessDecision.LoginNeeded when HttpMethods.IsGet(request.Method) && request.Path == "/":
                return Answer.SeeOther(context, LoginPath);
            case AccessDecision.LoginNeeded:
                context.Response.Headers.WWWAuthenticate = "Bearer realm=\"EdgeNet\"";
                return Answer.ErrorAsync(context, StatusCodes.Status401Unauthorized, "Log in, or send Authorization: Bearer TOKEN.");
            case AccessDecision.Throttled:
                context.Response.Headers.RetryAfter = "6";
                return Answer.ErrorAsync(
                    context, StatusCodes.Status429TooManyRequests, "Too many wrong tokens came from this address. Wait a little.");
            case AccessDecision.WrongHost:
                return Answer.ErrorAsync(
                    context,
                    StatusCodes.Status421MisdirectedRequest,
                    "Without a token, the page answers as localhost, 127.0.0.1 or [::1] alone.");
            case AccessDecision.ForeignOrigin:
                return Answer.ErrorAsync(context, StatusCodes.Status403Forbidden, "The request was made by another site.");
        }

        if (route is { IsPublic: false } || !_access.HasToken) context.Features.Get<GatedConnection>()?.Prove();
        if (route is not null) return route.Handle(context, id);
        if (methods.Length == 0) return Answer.ErrorAsync(context, StatusCodes.Status404NotFound, "There is no such page.");
        context.Response.Headers.Allow = methods;
        return Answer.ErrorAsync(context, StatusCodes.Status405MethodNotAllowed, $"The page has {methods} alone.");
    }
}

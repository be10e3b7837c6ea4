using System.Text;
using EdgeNet.Devices.Status.Access;
using EdgeNet.Devices.Status.Server;
using Microsoft.AspNetCore.Http;

namespace EdgeNet.Devices.Status.Pages;

/// <summary>Logging in and out. It works without scripts.</summary>
internal sealed class LoginPages
{
    private const int MaxFormBytes = 2048;
    private const string Html = "text/html; charset=utf-8";

    private readonly AccessControl _access;
    private readonly string _form = Encoding.UTF8.GetString(Asset.Load("login.html").Bytes.Span);

    internal LoginPages(AccessControl access)
    {
        _access = access;
        Routes =
        [
            new Route(HttpMethods.Get, "/login", (context, _) => ShowAsync(context, "")) { IsPublic = true },
            new Route(HttpMethods.Post, "/login", (context, _) => LogInAsync(context)) { IsPublic = true },
            new Route(HttpMethods.Post, "/logout", (context, _) => LogOutAsync(context)),
        ];
    }

    internal IReadOnlyList<Route> Routes { get; }

    // The message is one of those below, never a text from outside.
    private Task ShowAsync(HttpContext context, string message) =>
        _access.HasToken
            ? Answer.TextAsync(context, Html, _form.Replace("<!--message-->", message, StringComparison.Ordinal))
            : Answer.SeeOther(context, "/");

    private async Task LogInAsync(HttpContext context)
    {
        string token = await RequestBody.ReadFormFieldAsync(context, "token", MaxFormBytes).ConfigureAwait(false);
        switch (_access.LogIn(context, token.Trim()))
        {
            case AccessDecision.Allowed:
                await Answer.SeeOther(context, "/").ConfigureAwait(false);
                break;
            case AccessDecision.Throttled:
                context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                context.Response.Headers.RetryAfter = "6";
                await ShowAsync(context, "Too many wrong tokens came from this address. Wait a little.").ConfigureAwait(false);
                break;
            default:
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                await ShowAsync(context, "This is not the token of the station.").ConfigureAwait(false);
                break;
        }
    }

    private Task LogOutAsync(HttpContext context)
    {
        _access.LogOut(context);
        return Answer.SeeOther(context, "/login");
    }
}

using Microsoft.AspNetCore.Http;

namespace EdgeNet.Devices.Status.Access;

/// <summary>
/// Who may do what. Without a token, whoever is on this machine; with one, who sends it as "Authorization: Bearer TOKEN" or has logged in.
/// A cookie goes along only with requests that this site makes (SameSite=Strict), and what changes something is checked for its origin too.
/// </summary>
internal sealed class AccessControl
{
    internal const string Cookie = "edgenet-session";

    private const string Bearer = "Bearer ";

    private readonly AccessToken? _token;
    private readonly SessionTable _sessions;
    private readonly LoginThrottle _throttle;
    private long _failures;

    /// <param name="token">The token; null for none.</param>
    /// <param name="clock">The clock.</param>
    internal AccessControl(AccessToken? token, TimeProvider clock)
    {
        _token = token;
        _sessions = new SessionTable(clock);
        _throttle = new LoginThrottle(clock);
    }

    /// <summary>Whether there is anything to log in to.</summary>
    internal bool HasToken => _token is not null;

    /// <summary>Wrong tokens so far.</summary>
    internal long Failures => Interlocked.Read(ref _failures);

    /// <summary>Decides on a request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="isPublic">Whether it asks for what everybody may see: the form to log in, its style.</param>
    internal AccessDecision Decide(HttpContext context, bool isPublic)
    {
        HttpRequest request = context.Request;
        if (_token is null && !RequestOrigin.IsLoopbackHost(request.Host)) return AccessDecision.WrongHost;
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && RequestOrigin.IsForeign(request))
            return AccessDecision.ForeignOrigin;
        if (_token is null || isPublic) return AccessDecision.Allowed;
        if (request.Cookies[Cookie] is { } session && _sessions.IsOpen(session)) return AccessDecision.Allowed;
        string? header = request.Headers.Authorization;
        if (header is null || !header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)) return AccessDecision.LoginNeeded;
        return Check(context, header[Bearer.Length..].Trim());
    }

    /// <summary>Opens a session if the token is right.</summary>
    internal AccessDecision LogIn(HttpContext context, string token)
    {
        AccessDecision decision = Check(context, token);
        if (decision == AccessDecision.Allowed)
            context.Response.Cookies.Append(Cookie, _sessions.Open(), Options(SessionTable.Life));
        return decision;
    }

    /// <summary>Ends the session that a request belongs to.</summary>
    internal void LogOut(HttpContext context)
    {
        if (context.Request.Cookies[Cookie] is { } session) _sessions.Close(session);
        context.Response.Cookies.Append(Cookie, "", Options(TimeSpan.Zero));
    }

    private AccessDecision Check(HttpContext context, string token)
    {
        if (_token is null) return AccessDecision.Allowed;
        // Also the right one waits: else the answer would tell it from wrong ones all the same.
        if (_throttle.IsBlocked(context.Connection.RemoteIpAddress)) return AccessDecision.Throttled;
        if (_token.IsRight(token)) return AccessDecision.Allowed;
        _throttle.Fail(context.Connection.RemoteIpAddress);
        Interlocked.Increment(ref _failures);
        return AccessDecision.LoginNeeded;
    }

    // Not Secure: the page speaks HTTP; over a proxy with TLS the cookie goes encrypted as all else does.
    private static CookieOptions Options(TimeSpan life) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Strict, Path = "/", MaxAge = life };
}

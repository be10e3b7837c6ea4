using System.Globalization;

namespace EdgeNet.Deployment.Ssh;

/// <summary>A machine, and who logs in there.</summary>
/// <param name="User">The user's name.</param>
/// <param name="Host">A name or an address.</param>
/// <param name="Port">1 to 65535.</param>
public sealed record SshDestination(string User, string Host, int Port)
{
    /// <summary>Where sshd listens unless told otherwise.</summary>
    public const int UsualPort = 22;

    private const int LongestName = 255;

    /// <summary>The host as known_hosts names it: [HOST]:PORT where the port is not the usual one.</summary>
    public string KnownName =>
        Port == UsualPort
            ? Host.ToLowerInvariant()
            : string.Create(CultureInfo.InvariantCulture, $"[{Host.ToLowerInvariant()}]:{Port}");

    /// <summary>Reads USER@HOST.</summary>
    /// <param name="text">The text; without a user, the user is that of this machine, as with ssh.</param>
    /// <param name="port">The port.</param>
    /// <exception cref="FormatException">It is neither; the message says what was expected.</exception>
    public static SshDestination Parse(string text, int port = UsualPort)
    {
        ArgumentNullException.ThrowIfNull(text);
        int at = text.LastIndexOf('@');
        string user = at < 0 ? Environment.UserName : text[..at], host = text[(at + 1)..];
        // An IPv6 address may stand in brackets.
        if (host is ['[', .., ']'])
            host = host[1..^1];
        if (!IsName(user) || !IsName(host) || host[0] == '-' || host.Contains('/', StringComparison.Ordinal))
            throw new FormatException($"expected USER@HOST, such as pi@raspberrypi.local; found '{text}'");
        return new SshDestination(user, host, port);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        Port == UsualPort ? $"{User}@{Host}" : string.Create(CultureInfo.InvariantCulture, $"{User}@{Host}, port {Port}");

    private static bool IsName(string text) =>
        text.Length is > 0 and <= LongestName && !text.AsSpan().ContainsAny(" \t\r\n\0,*?!|[]\"'\\`$;&<>(){}");
}

using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace EdgeNet.Devices.Status.Access;

/// <summary>
/// Who has logged in. Only digests of the cookies are kept, so looking one up takes as long whatever is sent. A restart ends all sessions.
/// </summary>
/// <param name="clock">The clock.</param>
internal sealed class SessionTable(TimeProvider clock)
{
    internal const int Most = 32;

    private const int IdBytes = 32;
    private const int IdLength = 43;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, long> _opened = [];

    /// <summary>How long a session lasts.</summary>
    internal static TimeSpan Life { get; } = TimeSpan.FromHours(12);

    /// <summary>Opens a session; the oldest ends where there are too many.</summary>
    /// <returns>What the cookie holds.</returns>
    internal string Open()
    {
        string id = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(IdBytes));
        lock (_gate)
        {
            if (_opened.Count >= Most) _opened.Remove(_opened.MinBy(session => session.Value).Key);
            _opened[Digest(id)] = clock.GetTimestamp();
        }

        return id;
    }

    /// <summary>Whether a cookie's session is open.</summary>
    internal bool IsOpen(string id)
    {
        if (id.Length != IdLength) return false;
        string digest = Digest(id);
        lock (_gate)
        {
            if (!_opened.TryGetValue(digest, out long opened)) return false;
            if (clock.GetElapsedTime(opened) < Life) return true;
            _opened.Remove(digest);
            return false;
        }
    }

    /// <summary>Ends a session.</summary>
    internal void Close(string id)
    {
        if (id.Length != IdLength) return;
        lock (_gate)
            _opened.Remove(Digest(id));
    }

    private static string Digest(string id) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(id)));
}

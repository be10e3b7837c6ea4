using System.Security.Cryptography;
using System.Text;

namespace EdgeNet.Devices.Status.Access;

/// <summary>
/// Who has logged in. A cookie is compared with all open sessions in constant time. A restart ends all sessions.
/// </summary>
/// <param name="clock">The clock.</param>
internal sealed class SessionTable(TimeProvider clock)
{
    internal const int Most = 32;

    private const int IdLength = 64;

    private readonly Lock _gate = new();
    private readonly List<(byte[] Id, long Opened)> _sessions = [];

    /// <summary>How long a session lasts.</summary>
    internal static TimeSpan Life { get; } = TimeSpan.FromHours(12);

    /// <summary>Opens a session; the oldest ends where there are too many.</summary>
    /// <returns>What the cookie holds: 244 random bits.</returns>
    internal string Open()
    {
        // The kernel's random numbers, by Guid: RandomNumberGenerator needs OpenSSL, which a small system may lack.
        string id = $"{Guid.NewGuid():N}{Guid.NewGuid():N}";
        lock (_gate)
        {
            RemoveEnded();
            if (_sessions.Count >= Most) _sessions.RemoveAt(0);
            _sessions.Add((Encoding.ASCII.GetBytes(id), clock.GetTimestamp()));
        }

        return id;
    }

    /// <summary>Whether a cookie's session is open.</summary>
    internal bool IsOpen(string id)
    {
        lock (_gate)
        {
            RemoveEnded();
            return Find(id) >= 0;
        }
    }

    /// <summary>Ends a session.</summary>
    internal void Close(string id)
    {
        lock (_gate)
        {
            int index = Find(id);
            if (index >= 0) _sessions.RemoveAt(index);
        }
    }

    private void RemoveEnded() => _sessions.RemoveAll(session => clock.GetElapsedTime(session.Opened) >= Life);

    private int Find(string id)
    {
        if (id.Length != IdLength || !Ascii.IsValid(id)) return -1;
        byte[] bytes = Encoding.ASCII.GetBytes(id);
        int found = -1;
        for (int i = 0; i < _sessions.Count; i++)
        {
            if (CryptographicOperations.FixedTimeEquals(bytes, _sessions[i].Id)) found = i;
        }

        return found;
    }
}

using System.Security.Cryptography;
using System.Text;

namespace EdgeNet.Deployment.Ssh;

/// <summary>A line of a known_hosts file (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT): hosts, and a key that they have.</summary>
/// <param name="File">The file.</param>
/// <param name="Number">The line's number, from 1.</param>
/// <param name="IsRevoked">Whether the key must not be trusted.</param>
/// <param name="Hosts">The patterns, or a hash of one name.</param>
/// <param name="KeyType">The key's type.</param>
/// <param name="Key">The key as SSH sends it.</param>
internal sealed record KnownHostsLine(string File, int Number, bool IsRevoked, string Hosts, string KeyType, byte[] Key)
{
    private const string HashMark = "|1|";
    private const int HashLength = 20;

    /// <summary>Reads a line.</summary>
    /// <param name="file">The file.</param>
    /// <param name="number">The line's number.</param>
    /// <param name="line">The line.</param>
    /// <returns>Null for what holds no host's key: empty lines, comments, authorities, and what cannot be understood.</returns>
    public static KnownHostsLine? Parse(string file, int number, string line)
    {
        string[] fields = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length == 0 || fields[0].StartsWith('#'))
            return null;
        bool isRevoked = fields[0] == "@revoked";
        // Certificates are not asked for, so that an authority's key says nothing.
        if (fields[0].StartsWith('@') && !isRevoked)
            return null;
        int first = isRevoked ? 1 : 0;
        if (fields.Length < first + 3)
            return null;
        byte[] key = new byte[fields[first + 2].Length];
        if (!Convert.TryFromBase64String(fields[first + 2], key, out int length))
            return null;
        return new KnownHostsLine(file, number, isRevoked, fields[first], fields[first + 1], key[..length]);
    }

    /// <summary>Whether the line is about a host.</summary>
    /// <param name="name">The host's name in lower case, or [HOST]:PORT.</param>
    public bool IsAbout(string name)
    {
        if (Hosts.StartsWith(HashMark, StringComparison.Ordinal))
            return IsHashOf(name);
        bool isFound = false;
        foreach (string pattern in Hosts.ToLowerInvariant().Split(','))
        {
            if (pattern.StartsWith('!'))
            {
                if (Matches(pattern.AsSpan(1), name))
                    return false;
            }
            else
            {
                isFound |= Matches(pattern, name);
            }
        }

        return isFound;
    }

    /// <summary>|1|SALT|HASH, with HMAC-SHA1 of the name: the file does not tell which hosts are known to whoever steals it.</summary>
    private bool IsHashOf(string name)
    {
        string[] parts = Hosts[HashMark.Length..].Split('|');
        Span<byte> salt = stackalloc byte[HashLength], hash = stackalloc byte[HashLength];
        if (parts.Length != 2
            || !Convert.TryFromBase64String(parts[0], salt, out int saltLength)
            || !Convert.TryFromBase64String(parts[1], hash, out int hashLength)
            || saltLength != HashLength
            || hashLength != HashLength)
            return false;
#pragma warning disable CA5350 // It hides names, and guards nothing; the file's format has it so.
        return HMACSHA1.HashData(salt, Encoding.UTF8.GetBytes(name)).AsSpan().SequenceEqual(hash);
#pragma warning restore CA5350
    }

    /// <summary>Whether a name fits a pattern with * and ?.</summary>
    private static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> name)
    {
        // Where the last star stood, and from where on it may take one character more.
        int p = 0, n = 0, star = -1, retry = 0;
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                (star, retry) = (p++, n);
            }
            else if (p < pattern.Length && (pattern[p] == '?' || pattern[p] == name[n]))
            {
                p++;
                n++;
            }
            else if (star >= 0)
            {
                (p, n) = (star + 1, ++retry);
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == '*')
            p++;
        return p == pattern.Length;
    }
}

using System.Security.Cryptography;
using System.Text;

namespace EdgeNet.Devices.Status.Access;

/// <summary>
/// The secret that opens the page. Candidates are compared in constant time over the longest length there is: how long a wrong one takes
/// says nothing of the right one. Without a digest, for the framework's need OpenSSL, which a small system may lack.
/// </summary>
internal sealed class AccessToken
{
    /// <summary>The fewest characters: with a random token of so many, guessing over a network is hopeless.</summary>
    internal const int Shortest = 16;

    /// <summary>The most characters.</summary>
    internal const int Longest = 256;

    private readonly byte[] _padded = new byte[Longest];

    /// <exception cref="ArgumentException">The token is too short or too long, or has characters that no header can carry.</exception>
    internal AccessToken(string token)
    {
        if (token.Length < Shortest || !TryPad(token, _padded))
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"The page's token: expected {Shortest} to {Longest} of the characters ! to ~, found {token.Length} or others."),
                nameof(token));
        }
    }

    internal bool IsRight(string candidate)
    {
        Span<byte> padded = stackalloc byte[Longest];
        return TryPad(candidate, padded) && CryptographicOperations.FixedTimeEquals(padded, _padded);
    }

    // What is padded with holds no zeros of its own, so no two texts become the same.
    private static bool TryPad(string text, Span<byte> padded)
    {
        padded.Clear();
        if (text.Length > Longest || text.AsSpan().ContainsAnyExceptInRange('!', '~')) return false;
        Encoding.ASCII.GetBytes(text, padded);
        return true;
    }
}

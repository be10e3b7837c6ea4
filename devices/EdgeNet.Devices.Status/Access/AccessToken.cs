using System.Security.Cryptography;
using System.Text;

namespace EdgeNet.Devices.Status.Access;

/// <summary>
/// The secret that opens the page. What is compared are digests of equal length, in constant time: how long a wrong token takes says
/// nothing of the right one.
/// </summary>
internal sealed class AccessToken
{
    /// <summary>The fewest characters: with a random token of so many, guessing over a network is hopeless.</summary>
    internal const int Shortest = 16;

    /// <summary>The most characters.</summary>
    internal const int Longest = 256;

    private readonly byte[] _digest;

    /// <exception cref="ArgumentException">The token is too short or too long, or has characters that no header can carry.</exception>
    internal AccessToken(string token)
    {
        if (token.Length is < Shortest or > Longest || token.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            throw new ArgumentException(
                FormattableString.Invariant(
                    $"The page's token: expected {Shortest} to {Longest} of the characters ! to ~, found {token.Length} or others."),
                nameof(token));
        }

        _digest = Digest(token);
    }

    internal bool IsRight(string candidate) =>
        candidate.Length <= Longest && CryptographicOperations.FixedTimeEquals(Digest(candidate), _digest);

    private static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}

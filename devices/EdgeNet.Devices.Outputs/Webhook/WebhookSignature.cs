using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace EdgeNet.Devices.Outputs.Webhook;

/// <summary>
/// Signatures of Standard Webhooks: "v1," and the HMAC-SHA256 of "ID.TIMESTAMP.BODY" in base 64. Libraries that check them are there for
/// most languages.
/// </summary>
internal sealed class WebhookSignature
{
    private const string Prefix = "whsec_";
    private const int LeastKey = 24;
    private const int MostKey = 64;

    private readonly byte[] _key;

    /// <exception cref="ArgumentException">The secret is none; it is not shown.</exception>
    internal WebhookSignature(string secret)
    {
        string text = secret.StartsWith(Prefix, StringComparison.Ordinal) ? secret[Prefix.Length..] : secret;
        var key = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, key, out int length) || length is < LeastKey or > MostKey)
        {
            throw new ArgumentException(
                $"Secret: expected base 64 of {LeastKey} to {MostKey} bytes, found another text; 'openssl rand -base64 32' makes one.");
        }

        _key = key[..length];
    }

    internal string Sign(string id, long timestamp, ReadOnlySpan<byte> body)
    {
        byte[] head = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}."));
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        hmac.AppendData(head);
        hmac.AppendData(body);
        return "v1," + Convert.ToBase64String(hmac.GetHashAndReset());
    }
}

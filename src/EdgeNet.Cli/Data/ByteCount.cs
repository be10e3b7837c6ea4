using System.Globalization;

namespace EdgeNet.Cli.Data;

/// <summary>Numbers of bytes as people write them: 1000000, 500M, 8G; powers of 1,000.</summary>
internal static class ByteCount
{
    /// <summary>Reads a number of bytes.</summary>
    /// <returns>1 or more; null where it is none.</returns>
    public static long? Parse(string text)
    {
        long unit = text is [.., var letter]
            ? char.ToUpperInvariant(letter) switch { 'K' => 1_000, 'M' => 1_000_000, 'G' => 1_000_000_000, _ => 1 } : 0;
        string digits = unit > 1 ? text[..^1] : text;
        return decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number) && number > 0
            && number * unit is >= 1 and <= long.MaxValue
            ? (long)(number * unit)
            : null;
    }
}

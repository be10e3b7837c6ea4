using System.Globalization;

namespace EdgeNet.Cli.Output;

/// <summary>Numbers and shapes as people read them, the same in every culture.</summary>
internal static class Format
{
    /// <summary>123,456.</summary>
    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>98.76 %.</summary>
    /// <param name="share">0 to 1.</param>
    public static string Percent(double share) => (100 * share).ToString("0.00", CultureInfo.InvariantCulture) + " %";

    /// <summary>A number with a fixed number of decimals.</summary>
    public static string Fixed(double number, int decimals) => number.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>16×5×5.</summary>
    public static string Shape(IEnumerable<int> shape) => string.Join("×", shape.Select(d => d.ToString(CultureInfo.InvariantCulture)));

    /// <summary>1.5 KB, 2.0 MB; powers of 1,000.</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        < 1000 => string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes"),
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.0} KB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB"),
    };
}

using System.Globalization;

namespace EdgeNet.Cli.Pages.Charts;

/// <summary>An axis of a chart.</summary>
/// <param name="Name">What it measures.</param>
/// <param name="Low">The value at its beginning.</param>
/// <param name="High">The value at its end, above the first one.</param>
/// <param name="IsShare">Whether values are shown as percents.</param>
internal sealed record ChartAxis(string Name, double Low, double High, bool IsShare = false)
{
    /// <summary>Whether only whole numbers are written beside the axis.</summary>
    public bool IsWhole { get; init; }

    private const int Steps = 5;

    /// <summary>An axis that holds values, from 0 or from the least of them.</summary>
    /// <param name="name">What it measures.</param>
    /// <param name="values">The values; those that are not finite are left out.</param>
    /// <param name="isShare">Whether they are shown as percents.</param>
    /// <param name="fromZero">Whether it begins at 0.</param>
    public static ChartAxis Around(string name, IEnumerable<double> values, bool isShare = false, bool fromZero = false)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        double low = fromZero || finite.Length == 0 ? 0 : finite.Min(), high = finite.Length == 0 ? 1 : finite.Max();
        if (high <= low) high = low + (low == 0 ? 1 : Math.Abs(low) / 2);
        double step = Step(high - low);
        return new(name, Math.Floor(low / step + 1e-9) * step, Math.Ceiling(high / step - 1e-9) * step, isShare);
    }

    /// <summary>Where a value lies, 0 to 1.</summary>
    public double Place(double value) => Math.Clamp((value - Low) / (High - Low), 0, 1);

    /// <summary>The values that are written beside the axis.</summary>
    public IEnumerable<double> Ticks()
    {
        double step = Step(High - Low);
        if (IsWhole) step = Math.Max(1, step);
        // The sum makes 0 of −0, which would be written with its sign.
        for (double tick = Math.Ceiling(Low / step - 1e-9) + 0.0; tick * step <= High + step * 1e-6; tick++) yield return tick * step;
    }

    /// <summary>A value as it is written beside the axis.</summary>
    public string Format(double value) => IsShare
        ? Math.Round(100 * value, 6).ToString("0.####", CultureInfo.InvariantCulture) + " %"
        : Math.Abs(High) is < 0.001 or >= 100_000 ? value.ToString("0.#e+0", CultureInfo.InvariantCulture)
        : Math.Round(value, 8).ToString("0.######", CultureInfo.InvariantCulture);

    /// <summary>1, 2 or 5 times a power of ten.</summary>
    private static double Step(double span)
    {
        double rough = span / Steps, power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        return power * (rough / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 };
    }
}

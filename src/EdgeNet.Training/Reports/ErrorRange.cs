using static System.FormattableString;

namespace EdgeNet.Training;

/// <summary>
/// Between what bounds the error on all samples of a kind lies, as far as some of them tell (E. B. Wilson 1927): the bounds hold in 999 of
/// 1,000 cases.
/// </summary>
/// <param name="Low">The lower bound, in [0, 1].</param>
/// <param name="High">The upper bound, in [0, 1].</param>
public readonly record struct ErrorRange(double Low, double High)
{
    /// <summary>The standard errors that 999 of 1,000 normal numbers keep within.</summary>
    private const double Width = 3.29;

    /// <summary>The range that so many errors tell.</summary>
    /// <param name="errors">Wrong answers.</param>
    /// <param name="samples">Answers, 1 or more.</param>
    public static ErrorRange Of(int errors, int samples)
    {
        double share = (double)errors / samples, square = Width * Width / samples;
        double centre = (share + square / 2) / (1 + square);
        double half = Width * Math.Sqrt(share * (1 - share) / samples + square / (4 * samples)) / (1 + square);
        return new(errors == 0 ? 0 : Math.Max(0, centre - half), errors == samples ? 1 : Math.Min(1, centre + half));
    }

    /// <summary>"4.1 to 12.0 %".</summary>
    public override string ToString() => Invariant($"{100 * Low:0.0} to {100 * High:0.0} %");
}

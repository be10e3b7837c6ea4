using static System.FormattableString;

namespace EdgeNet.Training;

/// <summary>
/// Between what bounds the error on all samples of a kind lies, as far as some of them tell (C. J. Clopper, E. S. Pearson 1934): the bounds
/// hold in at least 999 of 1,000 cases, whatever the error.
/// </summary>
/// <param name="Low">The lower bound, in [0, 1].</param>
/// <param name="High">The upper bound, in [0, 1].</param>
public readonly record struct ErrorRange(double Low, double High)
{
    /// <summary>What lies beyond each bound.</summary>
    private const double Tail = 0.0005;

    /// <summary>Halvings of an interval; more than a double tells apart.</summary>
    private const int Halvings = 60;

    /// <summary>The range that so many errors tell.</summary>
    /// <param name="errors">Wrong answers.</param>
    /// <param name="samples">Answers, 1 or more.</param>
    public static ErrorRange Of(int errors, int samples)
    {
        double share = (double)errors / samples;
        double low = errors == 0 ? 0 : Solve(0, share, p => Above(errors, samples, p) < Tail);
        // So many right answers at most are so many errors at least.
        double high = errors == samples ? 1 : Solve(share, 1, p => Above(samples - errors, samples, 1 - p) > Tail);
        return new(low, high);
    }

    /// <summary>"4.1 to 12.0 %".</summary>
    public override string ToString() => Invariant($"{100 * Low:0.0} to {100 * High:0.0} %");

    /// <summary>The largest number of an interval up to which something holds.</summary>
    private static double Solve(double from, double to, Func<double, bool> holds)
    {
        for (int i = 0; i < Halvings; i++)
        {
            double middle = (from + to) / 2;
            if (holds(middle)) from = middle;
            else to = middle;
        }

        return (from + to) / 2;
    }

    /// <summary>The probability of <paramref name="least"/> or more of so many, each with probability <paramref name="p"/> below their share.</summary>
    private static double Above(int least, int samples, double p)
    {
        if (p <= 0) return 0;
        double odds = p / (1 - p);
        double term = Math.Exp(LogFactorial(samples) - LogFactorial(least) - LogFactorial(samples - least)
            + least * Math.Log(p) + (samples - least) * Math.Log(1 - p));
        double sum = 0;
        for (int i = least; i <= samples && term > 1e-18 * sum; i++)
        {
            sum += term;
            term *= (samples - i) / (i + 1.0) * odds;
        }

        return sum;
    }

    /// <summary>The logarithm of n!, by Stirling's series where n is not small.</summary>
    private static double LogFactorial(int n)
    {
        double sum = 0;
        if (n < 32)
        {
            for (int i = 2; i <= n; i++) sum += Math.Log(i);
            return sum;
        }

        double x = n;
        return x * Math.Log(x) - x + Math.Log(2 * Math.PI * x) / 2 + 1 / (12 * x) - 1 / (360 * x * x * x);
    }
}

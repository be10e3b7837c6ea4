namespace EdgeNet.Onnx.Import.Folding;

/// <summary>Functions that the framework does not have, to the precision of float64.</summary>
internal static class SpecialFunctions
{
    private const double TwoOverRootPi = 1.1283791670955125738961589;

    /// <summary>The error function: its power series up to 3, the continued fraction of 1 − erf beyond (Abramowitz and Stegun, 7.1.6 and 7.1.14).</summary>
    public static double Erf(double x)
    {
        double a = Math.Abs(x);
        if (double.IsNaN(x)) return x;
        if (a > 6) return Math.Sign(x);
        if (a < 3)
        {
            double term = x, sum = x;
            for (int n = 1; Math.Abs(term) > 1e-18 * Math.Abs(sum); n++)
            {
                term *= 2 * x * x / (2 * n + 1);
                sum += term;
            }

            return TwoOverRootPi * Math.Exp(-x * x) * sum;
        }

        double fraction = a;
        for (int n = 60; n > 0; n--) fraction = a + n / 2.0 / fraction;
        return Math.Sign(x) * (1 - Math.Exp(-a * a) / Math.Sqrt(Math.PI) / fraction);
    }

    /// <summary>1 / (1 + e^−x), without overflow.</summary>
    public static double Sigmoid(double x) => x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x));

    /// <summary>ln(1 + e^x), without overflow.</summary>
    public static double Softplus(double x) => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));
}

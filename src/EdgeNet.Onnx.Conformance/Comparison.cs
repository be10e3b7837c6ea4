using System.Globalization;

namespace EdgeNet.Onnx.Conformance;

/// <summary>Compares an output with what was expected, with the tolerances of ONNX's backend tests (numpy's assert_allclose).</summary>
/// <param name="MaxError">The largest |actual − expected| / (atol + rtol·|expected|); 1 or less passes.</param>
/// <param name="Description">The worst element: where, what it is and what was expected.</param>
internal readonly record struct Comparison(double MaxError, string Description)
{
    public const double RelativeTolerance = 1e-3;

    public const double AbsoluteTolerance = 1e-5;

    /// <summary>Whether everything lies within the tolerances.</summary>
    public bool Passes => MaxError <= 1;

    /// <summary>Compares element by element; NaN and infinities need to be the same.</summary>
    public static Comparison Of(ReadOnlySpan<float> actual, ReadOnlySpan<float> expected)
    {
        double worst = 0, difference = 0;
        int at = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            double error = Error(actual[i], expected[i]);
            difference = Math.Max(difference, Math.Abs((double)actual[i] - expected[i]) is var d && double.IsFinite(d) ? d : 0);
            if (error <= worst) continue;
            worst = error;
            at = i;
        }

        string text = worst <= 1
            ? string.Create(CultureInfo.InvariantCulture, $"largest difference {difference:0.0e0}")
            : string.Create(CultureInfo.InvariantCulture, $"element {at} is {actual[at]:R}, expected {expected[at]:R} (difference {Math.Abs((double)actual[at] - expected[at]):0.0e0})");
        return new(worst, text);
    }

    private static double Error(float actual, float expected)
    {
        if (float.IsNaN(expected)) return float.IsNaN(actual) ? 0 : double.PositiveInfinity;
        if (actual == expected) return 0;
        if (!float.IsFinite(actual) || !float.IsFinite(expected)) return double.PositiveInfinity;
        return Math.Abs((double)actual - expected) / (AbsoluteTolerance + RelativeTolerance * Math.Abs((double)expected));
    }
}

namespace EdgeNet.Vision.Segmentation;

/// <summary>How wide and tall each digit is written, in digit heights: what tells half a 0 from a 1, and two digits from one.</summary>
internal static class DigitShape
{
    // Mean and standard deviation of the width of MNIST's training digits, and the deviation of their heights, in box sides.
    private static ReadOnlySpan<float> Widths => [0.87f, 0.42f, 0.89f, 0.79f, 0.78f, 0.87f, 0.72f, 0.76f, 0.75f, 0.67f];

    private static ReadOnlySpan<float> WidthDeviations => [0.13f, 0.20f, 0.13f, 0.15f, 0.15f, 0.15f, 0.15f, 0.15f, 0.15f, 0.14f];

    // Flat ones are the 0, 2 and 5.
    private static ReadOnlySpan<float> HeightDeviations => [0.12f, 0.10f, 0.14f, 0.11f, 0.11f, 0.15f, 0.10f, 0.11f, 0.11f, 0.10f];

    // Those are all of one size; in one hand's writing sizes vary beyond them.
    private const float Spread = 1.3f;
    private const float Worst = -9;

    /// <summary>The log-likelihood of a size, up to a constant.</summary>
    /// <param name="digit">0 to 9.</param>
    /// <param name="width">In digit heights.</param>
    /// <param name="height">In digit heights.</param>
    internal static float LogLikelihood(int digit, float width, float height)
    {
        float deviation = Spread * WidthDeviations[digit];
        float across = (width - Widths[digit]) / deviation;
        float down = (height - 0.97f) / (Spread * HeightDeviations[digit]);
        return Math.Max(Worst, -(across * across + down * down) / 2) - MathF.Log(deviation / 0.2f);
    }
}

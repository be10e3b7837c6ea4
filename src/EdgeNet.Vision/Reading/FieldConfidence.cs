namespace EdgeNet.Vision.Reading;

/// <summary>
/// The probability that an answer is right, of the one that the decoder gives it: the network's doubts are larger than its errors. Fitted
/// by the likelihood, as <see cref="ConfidenceCalibration"/> says.
/// </summary>
internal static class FieldConfidence
{
    // To 160 pages that EdgeNet drew: with boxes, combs and rules, turned, and without a code.
    private static readonly ConfidenceCalibration OfPages = new(1.2f, 0.83f);

    // To the 734 amounts of ORAND-CAR-A's training part, of whose labels one in 40 is wrong.
    private static readonly ConfidenceCalibration OfCrops = new(0.26f, 1.05f);

    /// <summary>The confidence in an answer.</summary>
    /// <param name="probability">The decoder's probability, 0 to 1.</param>
    /// <param name="isWhole">Whether its line was cut out of a page.</param>
    internal static float Of(double probability, bool isWhole) =>
        (isWhole ? OfCrops : OfPages).Apply(ConfidenceCalibration.Logit(probability));
}

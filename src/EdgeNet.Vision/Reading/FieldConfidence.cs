namespace EdgeNet.Vision.Reading;

/// <summary>
/// The probability that an answer is right, of the one that the decoder gives it: on pages the network's doubts are larger than its errors.
/// On lines that were cut out they are not, so their probability stays as it is.
/// </summary>
internal static class FieldConfidence
{
    // CalibrationFit over 1,160 drawn pages: 360 of `edgenet draw`, 800 with boxes, combs, rules, neighbours, four and six digits, turned.
    private static readonly ConfidenceCalibration OfPages = new(1.15f, 1);

    /// <summary>The confidence in an answer.</summary>
    /// <param name="probability">The decoder's probability, 0 to 1.</param>
    /// <param name="isWhole">Whether its line was cut out of a page.</param>
    internal static float Of(double probability, bool isWhole) =>
        isWhole ? (float)probability : OfPages.Apply(ConfidenceCalibration.Logit(probability));
}

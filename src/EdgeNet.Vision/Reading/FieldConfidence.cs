namespace EdgeNet.Vision.Reading;

/// <summary>
/// The probability that an answer is right, of the one that the decoder gives it: the network's doubts are larger than its errors, and the
/// mean over several looks is larger in doubt than each of them.
/// </summary>
internal static class FieldConfidence
{
    // CalibrationFit over 1,160 drawn pages: 360 of `edgenet draw`, 800 with boxes, combs, rules, neighbours, four and six digits, turned.
    private static readonly ConfidenceCalibration Calibration = new(1.2f, 1);

    /// <summary>The confidence in an answer.</summary>
    /// <param name="probability">The decoder's probability, 0 to 1.</param>
    internal static float Of(double probability) => Calibration.Apply(ConfidenceCalibration.Logit(probability));
}

using static System.FormattableString;

namespace EdgeNet.Training;

/// <summary>Training against validation, in plain words.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Gap">Validation error minus training error, in [−1, 1].</param>
/// <param name="Text">The verdict in a sentence, with its figures.</param>
public sealed record FitReport(FitVerdict Verdict, double Gap, string Text)
{
    /// <summary>Below this share of the training part, it is not learnt.</summary>
    private const double Learnt = 0.9;

    /// <summary>Validation losses above the best by this factor have turned.</summary>
    private const double Turned = 1.15;

    /// <summary>Compares the two.</summary>
    /// <param name="train">The training part, undistorted.</param>
    /// <param name="validation">The validation part.</param>
    /// <param name="bestLoss">The lowest validation loss of any epoch so far.</param>
    internal static FitReport Compare(EvaluationResult train, EvaluationResult validation, double bestLoss)
    {
        double gap = validation.Error - train.Error;
        // Two standard errors of the difference of two shares.
        double chance = 2 * Math.Sqrt(Variance(train) + Variance(validation));
        bool turned = validation.Loss > Turned * bestLoss && train.Loss < bestLoss;
        string figures = Invariant($"error {100 * train.Error:0.00} % on training pictures, {100 * validation.Error:0.00} % on held-out ones");
        if (train.Accuracy < Learnt)
            return new(FitVerdict.Underfitting, gap, $"underfitting: {figures}; train longer, with a higher rate or a larger network");
        if (turned && gap > chance)
        {
            return new(FitVerdict.Overfitting, gap, Invariant(
                $"overfitting: {figures}, and the held-out loss has risen from {bestLoss:0.000} to {validation.Loss:0.000}; ")
                + "more data, distortion or decay, or stop earlier");
        }

        if (gap > chance && gap > 0.02)
            return new(FitVerdict.Overfitting, gap, $"overfitting: {figures}; more data, distortion or decay");
        if (gap > chance)
            return new(FitVerdict.SlightOverfitting, gap, $"slight overfitting: {figures}, more apart than chance would give");
        return new(FitVerdict.Good, gap, $"good fit: {figures}");
    }

    private static double Variance(EvaluationResult result) => Math.Max(result.Accuracy * result.Error, 1.0 / result.Samples) / result.Samples;
}

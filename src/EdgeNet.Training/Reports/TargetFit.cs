using static System.FormattableString;

namespace EdgeNet.Training;

/// <summary>Training against validation where samples have targets: what is sure without a distribution of the errors.</summary>
internal static class TargetFit
{
    /// <summary>Below this share of the variance, the training part is not learnt.</summary>
    private const double NotLearnt = 0.1;

    /// <summary>Compares the two.</summary>
    /// <param name="train">The training part, not varied.</param>
    /// <param name="validation">The validation part.</param>
    /// <param name="bestLoss">The lowest validation loss of any epoch so far.</param>
    public static FitReport Compare(EvaluationResult train, EvaluationResult validation, double bestLoss)
    {
        bool areNumbers = train.Numbers.Count > 0;
        (double learnt, double held) = areNumbers
            ? (train.R2, validation.R2) : (train.MeanAveragePrecision, validation.MeanAveragePrecision);
        string name = areNumbers ? "R²" : "mean average precision";
        string figures = Invariant($"{name} {learnt:0.000} on training samples, {held:0.000} on held-out ones");
        double gap = learnt - held;
        if (areNumbers && learnt < NotLearnt && held < NotLearnt)
            return new(FitVerdict.Underfitting, gap, $"underfitting: {figures}; {FitReport.LearnMore}");
        return validation.Loss > FitReport.Turned * bestLoss && train.Loss < bestLoss
            ? new(FitVerdict.Overfitting, gap, Invariant(
                $"overfitting: {figures}, and the held-out loss has risen from {bestLoss:0.000} to {validation.Loss:0.000}; ")
                + "more data, distortion or decay, or stop earlier")
            : new(FitVerdict.Undecided, gap, $"no verdict: {figures}");
    }
}

using static System.FormattableString;

namespace EdgeNet.Training;

/// <summary>
/// Training against validation, in plain words. A verdict is given only where it is sure: where its difference exceeds its error.
/// </summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Gap">Validation error minus training error, in [−1, 1].</param>
/// <param name="Text">The verdict in a sentence, with its figures.</param>
public sealed record FitReport(FitVerdict Verdict, double Gap, string Text)
{
    /// <summary>Above this error of the training part, it is not learnt.</summary>
    private const double NotLearnt = 0.1;

    /// <summary>A gap that is surely below this is none.</summary>
    private const double NoGap = 0.05;

    /// <summary>An error that is surely below this is a fit.</summary>
    private const double Fitting = 0.15;

    /// <summary>Validation losses above the best by this factor have turned.</summary>
    internal const double Turned = 1.15;

    /// <summary>Training losses above the lowest by this factor, and above the first, have left the valley.</summary>
    private const double Risen = 1.5;

    /// <summary>What helps where the training part itself is not learnt.</summary>
    internal const string LearnMore = "train longer, with a higher rate or a larger network";

    private const string FreezeLess = "freeze fewer layers, or let them learn after some epochs; train longer or with a higher rate";

    /// <summary>Compares the two.</summary>
    /// <param name="train">The training part, undistorted.</param>
    /// <param name="validation">The validation part.</param>
    /// <param name="bestLoss">The lowest validation loss of any epoch so far.</param>
    internal static FitReport Compare(EvaluationResult train, EvaluationResult validation, double bestLoss)
    {
        if (train.HasTargets) return TargetFit.Compare(train, validation, bestLoss);
        double gap = validation.Error - train.Error;
        ErrorRange learnt = train.ErrorRange, held = validation.ErrorRange;
        // The bounds of a difference of two shares, out of the bounds of each (Newcombe 1998).
        double least = gap - Math.Sqrt(Square(validation.Error - held.Low) + Square(learnt.High - train.Error));
        double most = gap + Math.Sqrt(Square(held.High - validation.Error) + Square(train.Error - learnt.Low));
        bool turned = validation.Loss > Turned * bestLoss && train.Loss < bestLoss;
        string figures = Invariant($"error {100 * train.Error:0.00} % on training samples, {100 * validation.Error:0.00} % ")
            + $"on held-out ones ({held})";
        if (learnt.Low > NotLearnt && held.Low > NotLearnt)
            return new(FitVerdict.Underfitting, gap, $"underfitting: {figures}; {LearnMore}");
        if (turned && least > 0)
        {
            return new(FitVerdict.Overfitting, gap, Invariant(
                $"overfitting: {figures}, and the held-out loss has risen from {bestLoss:0.000} to {validation.Loss:0.000}; ")
                + "more data, distortion or decay, or stop earlier");
        }

        if (least > 0 && gap > 0.02)
            return new(FitVerdict.Overfitting, gap, $"overfitting: {figures}; more data, distortion or decay");
        if (least > 0)
            return new(FitVerdict.SlightOverfitting, gap, $"slight overfitting: {figures}, more apart than chance would give");
        if (most < NoGap && held.High < Fitting)
            return new(FitVerdict.Good, gap, $"good fit: {figures}");
        return new(FitVerdict.Undecided, gap, Invariant($"no verdict: {figures}; {validation.Samples:N0} held-out samples say no more"));
    }

    /// <summary>The same, or, where the training part itself gets worse and worse, a verdict on that.</summary>
    /// <param name="loss">The training loss of the epoch.</param>
    /// <param name="earlier">That of every epoch before.</param>
    internal FitReport OrDiverging(double loss, IReadOnlyList<double> earlier)
    {
        if (earlier.Count == 0) return this;
        double lowest = earlier.Min();
        return loss > earlier[0] && loss > Risen * lowest
            ? this with
            {
                Verdict = FitVerdict.Diverging,
                Text = Invariant($"diverging: the training loss has risen from {lowest:0.000} to {loss:0.000}; train with a lower ")
                    + "rate (a range test finds one), clip gradients, or warm up longer",
            }
            : this;
    }

    /// <summary>The same where layers are frozen: then what underfits need not be larger, more of it may learn.</summary>
    internal FitReport WithFrozenLayers() => Verdict != FitVerdict.Underfitting ? this : this with
    {
        Text = Text.Replace(LearnMore, FreezeLess, StringComparison.Ordinal),
    };

    private static double Square(double x) => x * x;
}

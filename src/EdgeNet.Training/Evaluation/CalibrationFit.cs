using EdgeNet.Vision.Reading;

namespace EdgeNet.Training;

/// <summary>
/// Fits a <see cref="ConfidenceCalibration"/> to readings whose truth is known, by the likelihood. Truths are softened as Platt (1999) does
/// it, (n + 1) / (n + 2) for right ones and 1 / (m + 2) for wrong ones, so that readings that are all right do not make it sure.
/// </summary>
public static class CalibrationFit
{
    private const int Rounds = 2000;
    private const double Converged = 1e-9;

    // A little pull to zero: scores that say the same would leave their weights open.
    private const double Ridge = 1e-4;

    /// <summary>Fits bias and weights.</summary>
    /// <param name="scores">Scores of each reading, [reading][score], all of one length. Probabilities are given as their logits.</param>
    /// <param name="right">Whether each reading is right.</param>
    /// <returns>The calibration with the largest likelihood of all whose weights are not negative.</returns>
    /// <exception cref="ArgumentException">There is no reading, the lengths differ, or a score is not a finite number.</exception>
    public static ConfidenceCalibration Fit(IReadOnlyList<float[]> scores, IReadOnlyList<bool> right)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(right);
        if (scores.Count == 0 || scores.Count != right.Count)
            throw new ArgumentException($"Expected one truth for each of one reading or more, found {scores.Count} readings and {right.Count} truths.");
        int count = scores[0].Length;
        if (scores.Any(s => s.Length != count || s.Any(v => !float.IsFinite(v))))
            throw new ArgumentException("Scores must be finite numbers, and equally many for each reading.", nameof(scores));

        int positive = right.Count(r => r);
        double whenRight = (positive + 1.0) / (positive + 2), whenWrong = 1.0 / (right.Count - positive + 2);
        double[] targets = [.. right.Select(r => r ? whenRight : whenWrong)];
        // The last coordinate is the bias, whose score is 1.
        double[] weights = new double[count + 1];
        double[] sums = new double[scores.Count];
        for (int round = 0; round < Rounds; round++)
        {
            double moved = 0;
            for (int k = 0; k <= count; k++)
                moved = Math.Max(moved, Math.Abs(Move(k, scores, targets, weights, sums)));
            if (moved < Converged)
                break;
        }

        return new ConfidenceCalibration((float)weights[count], [.. weights.Take(count).Select(w => (float)w)]);
    }

    /// <summary>
    /// One step of one coordinate. The curvature of the logistic function is at most a quarter: a step by that bound never overshoots, and
    /// Newton's is taken where it lowers the loss.
    /// </summary>
    private static double Move(int k, IReadOnlyList<float[]> scores, double[] targets, double[] weights, double[] sums)
    {
        bool isBias = k == weights.Length - 1;
        double slope = isBias ? 0 : Ridge * weights[k], curvature = Ridge, bound = Ridge;
        for (int i = 0; i < sums.Length; i++)
        {
            double x = isBias ? 1 : scores[i][k];
            double p = 1 / (1 + Math.Exp(-sums[i]));
            slope += (p - targets[i]) * x;
            curvature += p * (1 - p) * x * x;
            bound += 0.25 * x * x;
        }

        double step = Step(slope / curvature);
        if (Loss(k, step, scores, targets, weights, sums) > Loss(k, 0, scores, targets, weights, sums))
            step = Step(slope / bound);
        weights[k] += step;
        for (int i = 0; i < sums.Length; i++)
            sums[i] += step * (isBias ? 1 : scores[i][k]);
        return step;

        double Step(double down) => isBias ? -down : Math.Max(-down, -weights[k]);
    }

    private static double Loss(int k, double step, IReadOnlyList<float[]> scores, double[] targets, double[] weights, double[] sums)
    {
        bool isBias = k == weights.Length - 1;
        double weight = weights[k] + step;
        double loss = isBias ? 0 : 0.5 * Ridge * weight * weight;
        for (int i = 0; i < sums.Length; i++)
        {
            double sum = sums[i] + step * (isBias ? 1 : scores[i][k]);
            loss += Math.Max(sum, 0) - sum * targets[i] + Math.Log(1 + Math.Exp(-Math.Abs(sum)));
        }

        return loss;
    }
}

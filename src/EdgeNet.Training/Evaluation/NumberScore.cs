namespace EdgeNet.Training;

/// <summary>How a network does on one number, in the number's own unit.</summary>
/// <param name="Samples">Samples.</param>
/// <param name="SquaredError">The sum of the squared errors.</param>
/// <param name="AbsoluteError">The sum of the errors' sizes.</param>
/// <param name="Mean">The mean of what is right.</param>
/// <param name="Spread">The sum of the squared distances of what is right from its mean.</param>
public sealed record NumberScore(int Samples, double SquaredError, double AbsoluteError, double Mean, double Spread)
{
    /// <summary>The root of the mean squared error.</summary>
    public double RootMeanSquaredError => Math.Sqrt(SquaredError / Samples);

    /// <summary>The mean size of the errors.</summary>
    public double MeanAbsoluteError => AbsoluteError / Samples;

    /// <summary>
    /// The share of the variance that the answers explain: 1 where all are right, 0 where they are no better than the mean, below where
    /// they are worse. NaN where what is right never changes.
    /// </summary>
    public double R2 => Spread > 0 ? 1 - SquaredError / Spread : double.NaN;

    /// <summary>Measures answers.</summary>
    /// <param name="right">What is right.</param>
    /// <param name="answers">What was answered.</param>
    internal static NumberScore Of(IReadOnlyList<float> right, IReadOnlyList<float> answers)
    {
        double mean = right.Average(v => (double)v), squared = 0, absolute = 0, spread = 0;
        for (int i = 0; i < right.Count; i++)
        {
            double error = (double)answers[i] - right[i];
            squared += error * error;
            absolute += Math.Abs(error);
            spread += (right[i] - mean) * (right[i] - mean);
        }

        return new(right.Count, squared, absolute, mean, spread);
    }

    /// <summary>What two measurements come to together.</summary>
    internal NumberScore And(NumberScore other)
    {
        int samples = Samples + other.Samples;
        double distance = other.Mean - Mean;
        // The parallel form of the variance (Chan 1979).
        return new(samples, SquaredError + other.SquaredError, AbsoluteError + other.AbsoluteError,
            Mean + distance * other.Samples / samples, Spread + other.Spread + distance * distance * Samples * other.Samples / samples);
    }
}

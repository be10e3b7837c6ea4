namespace EdgeNet.Vision.Reading;

/// <summary>
/// Turns scores of a reading into the probability that it is right: a logistic function of a weighted sum (Platt 1999). No weight is
/// negative, so that a higher score never lowers the probability. A probability is given as its <see cref="Logit"/>.
/// </summary>
public sealed class ConfidenceCalibration
{
    // Beyond this a logit tells no more than that something is sure.
    private const double LargestLogit = 16;

    private readonly float[] _weights;
    private readonly float _bias;

    /// <summary>A calibration.</summary>
    /// <param name="bias">What is added to the weighted sum.</param>
    /// <param name="weights">A weight for each score, 0 or more.</param>
    /// <exception cref="ArgumentException">A weight is negative, or a value is not a finite number.</exception>
    public ConfidenceCalibration(float bias, params ReadOnlySpan<float> weights)
    {
        if (!float.IsFinite(bias))
            throw new ArgumentException("The bias must be a finite number.", nameof(bias));
        foreach (float weight in weights)
        {
            if (!float.IsFinite(weight) || weight < 0)
                throw new ArgumentException("Weights must be finite and not negative.", nameof(weights));
        }

        _bias = bias;
        _weights = weights.ToArray();
    }

    /// <summary>What is added to the weighted sum.</summary>
    public float Bias => _bias;

    /// <summary>A weight for each score.</summary>
    public ReadOnlySpan<float> Weights => _weights;

    /// <summary>The log of the odds of a probability, bounded to -16 to 16.</summary>
    /// <param name="probability">0 to 1.</param>
    public static float Logit(double probability) =>
        (float)Math.Clamp(Math.Log(probability) - Math.Log(1 - probability), -LargestLogit, LargestLogit);

    /// <summary>The probability that a reading with these scores is right, 0 to 1.</summary>
    /// <param name="scores">As many as there are weights.</param>
    /// <exception cref="ArgumentException">There are more or fewer.</exception>
    public float Apply(params ReadOnlySpan<float> scores)
    {
        if (scores.Length != _weights.Length)
            throw new ArgumentException(FormattableString.Invariant($"Expected {_weights.Length} scores, found {scores.Length}."), nameof(scores));
        double sum = _bias;
        for (int i = 0; i < scores.Length; i++)
            sum += (double)_weights[i] * scores[i];
        return (float)(1 / (1 + Math.Exp(-sum)));
    }
}

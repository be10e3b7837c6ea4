namespace EdgeNet.Training;

/// <summary>
/// Temperature scaling (Guo, Pleiss, Sun and Weinberger 2017): the one number that a network's logits are divided by so that its
/// confidences
/// are as probable as they say, by the likelihood. It changes no answer. It is fitted on samples that are neither learnt from nor
/// measured on.
/// </summary>
public static class TemperatureFit
{
    /// <summary>The least and the largest temperature.</summary>
    private const double Lowest = 0.05, Highest = 20;

    private const int Halvings = 50;

    /// <summary>
    /// Fits the temperature: the negative log-likelihood is convex in its reciprocal, so that bisection of the slope finds it.
    /// </summary>
    /// <param name="answers">Answers to samples whose class is known.</param>
    /// <returns>The temperature, 0.05 to 20: above 1 where the network is too sure, below 1 where it is not sure enough.</returns>
    /// <exception cref="ArgumentException">There are no answers.</exception>
    /// <exception cref="InvalidOperationException">The probabilities of all classes are not kept.</exception>
    public static double Fit(ClassAnswers answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        if (answers.Count == 0) throw new ArgumentException("Expected one answer or more, found none.", nameof(answers));
        double[] logits = new double[answers.Count * answers.Classes];
        for (int i = 0; i < answers.Count; i++)
        {
            ReadOnlySpan<float> probabilities = answers.Probabilities(i);
            for (int c = 0; c < probabilities.Length; c++) logits[i * answers.Classes + c] = ClassAnswers.Logit(probabilities[c]);
        }

        double low = 1 / Highest, high = 1 / Lowest;
        for (int i = 0; i < Halvings; i++)
        {
            double middle = Math.Sqrt(low * high);
            if (Slope(answers, logits, middle) < 0) low = middle;
            else high = middle;
        }

        return 1 / Math.Sqrt(low * high);
    }

    /// <summary>The derivative of the negative log-likelihood by the factor of the logits.</summary>
    private static double Slope(ClassAnswers answers, double[] logits, double factor)
    {
        double[] slopes = new double[answers.Count];
        Parallel.For(0, answers.Count, i =>
        {
            ReadOnlySpan<double> own = logits.AsSpan(i * answers.Classes, answers.Classes);
            double largest = own[answers.Answer(i)], sum = 0, mean = 0;
            foreach (double logit in own)
            {
                double weight = Math.Exp(factor * (logit - largest));
                sum += weight;
                mean += weight * logit;
            }

            slopes[i] = mean / sum - own[answers.Label(i)];
        });
        return slopes.Sum();
    }
}

namespace EdgeNet.Cli.Predicting;

/// <summary>A network's outputs as probabilities of classes.</summary>
internal static class Likelihoods
{
    /// <summary>The largest outputs.</summary>
    /// <param name="outputs">The outputs.</param>
    /// <param name="areProbabilities">Whether they are probabilities; else they are logits, or logarithms of probabilities.</param>
    /// <param name="classes">How many outputs, from the first on, stand for classes; the others count in sums alone.</param>
    /// <param name="count">How many are given.</param>
    /// <returns>Output and probability, the largest first; of equals the first.</returns>
    public static (int Class, double Probability)[] Largest(ReadOnlySpan<float> outputs, bool areProbabilities, int classes, int count)
    {
        double[] probabilities = new double[outputs.Length];
        double largest = double.NegativeInfinity, sum = 0;
        foreach (float output in outputs) largest = Math.Max(largest, output);
        for (int i = 0; i < outputs.Length; i++)
        {
            probabilities[i] = areProbabilities ? outputs[i] : Math.Exp(outputs[i] - largest);
            sum += probabilities[i];
        }

        for (int i = 0; !areProbabilities && i < probabilities.Length; i++) probabilities[i] /= sum;
        return [.. Enumerable.Range(0, classes).OrderByDescending(i => probabilities[i]).Take(count).Select(i => (i, probabilities[i]))];
    }
}

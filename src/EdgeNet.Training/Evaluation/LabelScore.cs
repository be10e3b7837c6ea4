namespace EdgeNet.Training;

/// <summary>How a network does on one class of those that samples may have; a probability of a half or more says that it has it.</summary>
/// <param name="Hits">Samples that have the class and are said to.</param>
/// <param name="FalseAlarms">Samples that are said to have it and have not.</param>
/// <param name="Misses">Samples that have it and are not said to.</param>
/// <param name="AveragePrecision">
/// The mean precision over all thresholds, each weighted by the recall that it adds; NaN where no sample has the class.
/// </param>
public sealed record LabelScore(int Hits, int FalseAlarms, int Misses, double AveragePrecision)
{
    /// <summary>The share of those that are said to have the class that have it; NaN where none are said to.</summary>
    public double Precision => (double)Hits / (Hits + FalseAlarms);

    /// <summary>The share of those that have the class that are said to; NaN where none have it.</summary>
    public double Recall => (double)Hits / (Hits + Misses);

    /// <summary>The harmonic mean of precision and recall; NaN where no sample has the class or is said to.</summary>
    public double F1 => 2.0 * Hits / (2.0 * Hits + FalseAlarms + Misses);

    /// <summary>Measures answers.</summary>
    /// <param name="right">1 where a sample has the class, else 0.</param>
    /// <param name="answers">The probability that it has it.</param>
    internal static LabelScore Of(IReadOnlyList<float> right, IReadOnlyList<float> answers)
    {
        int hits = 0, alarms = 0, misses = 0;
        for (int i = 0; i < right.Count; i++)
        {
            bool has = right[i] > 0, isSaid = answers[i] >= 0.5f;
            if (has && isSaid) hits++;
            else if (isSaid) alarms++;
            else if (has) misses++;
        }

        return new(hits, alarms, misses, Average(right, answers));
    }

    /// <summary>What two measurements come to together; of the average precisions the mean, by the samples that have the class.</summary>
    internal LabelScore And(LabelScore other)
    {
        int own = Hits + Misses, others = other.Hits + other.Misses;
        double average = own == 0 ? other.AveragePrecision : others == 0 ? AveragePrecision
            : (AveragePrecision * own + other.AveragePrecision * others) / (own + others);
        return new(Hits + other.Hits, FalseAlarms + other.FalseAlarms, Misses + other.Misses, average);
    }

    private static double Average(IReadOnlyList<float> right, IReadOnlyList<float> answers)
    {
        int positives = right.Count(v => v > 0);
        if (positives == 0) return double.NaN;
        int[] order = [.. Enumerable.Range(0, right.Count).OrderByDescending(i => answers[i])];
        double sum = 0;
        int hits = 0, before = 0;
        for (int i = 0; i < order.Length; i++)
        {
            if (right[order[i]] > 0) hits++;
            // Equal answers share a threshold.
            if (i + 1 < order.Length && answers[order[i + 1]] == answers[order[i]]) continue;
            sum += (double)(hits - before) / positives * hits / (i + 1);
            before = hits;
        }

        return sum;
    }
}
